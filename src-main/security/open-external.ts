import type { Shell } from 'electron';

const LONGEST_URL = 2_000;
/** Control characters, spaces, backslashes and everything beyond ASCII: all have been used to disguise a target. */
const DISGUISE = /[^\x21-\x7e]|\\/;
/** An encoded line break in a mail link adds headers of the sender's choice. */
const ENCODED_CONTROL = /%(?:[01][0-9a-f]|7f)/i;

/** Hands a link to the system's browser, mail or phone program. Returns false, and does nothing, for every other link. */
export type OpenExternalSafe = (url: string) => boolean;

/** This is the only place that calls the shell: it would otherwise start any program registered for any scheme. */
export function createOpenExternalSafe(
  shell: Pick<Shell, 'openExternal'>,
  onFailed: (error: unknown) => void,
): OpenExternalSafe {
  return (url) => {
    const safeUrl = toSafeUrl(url);
    if (safeUrl === undefined) return false;
    shell.openExternal(safeUrl).catch(onFailed);
    return true;
  };
}

/** The link in normal form where it is https, mailto or tel and hides nothing; undefined otherwise. */
function toSafeUrl(url: string): string | undefined {
  if (url.length > LONGEST_URL || DISGUISE.test(url) || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  switch (parsed.protocol) {
    case 'https:':
      return isPlainHost(parsed) ? parsed.href : undefined;
    case 'mailto:':
      return !ENCODED_CONTROL.test(parsed.href) && !parsed.searchParams.has('attach') ? parsed.href : undefined;
    case 'tel:':
      return /^\+?[\d().-]{2,30}$/.test(parsed.pathname) && parsed.search === '' ? parsed.href : undefined;
    default:
      return undefined;
  }
}

/** A name before the @ looks like a host and is none; a punycode host looks like another one. */
function isPlainHost(url: URL): boolean {
  return url.username === '' && url.password === '' && !/(^|\.)xn--/.test(url.hostname);
}
