export interface ReadLink {
  href: string;
  /** The host, or the address of a mail or the number of a telephone. International names are in ASCII. */
  host: string;
  /** The address as a person reads it. */
  display: string;
}

const LONGEST_DISPLAY = 60;

/** Reads an address that a browser, a mail program or a telephone may open; undefined for all others. */
export function readLink(text: string): ReadLink | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol === 'mailto:' || url.protocol === 'tel:') {
    return { href: url.href, host: url.pathname, display: url.pathname };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  // A name before the host is only there to look like another host.
  url.username = '';
  url.password = '';
  const display = url.host + (url.pathname === '/' ? '' : url.pathname) + url.search;
  return {
    href: url.href,
    host: url.host,
    display: display.length > LONGEST_DISPLAY ? `${display.slice(0, LONGEST_DISPLAY - 1)}…` : display,
  };
}
