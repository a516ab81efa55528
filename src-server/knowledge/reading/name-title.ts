/** What every title keeps to. */
export const LONGEST_TITLE = 200;

/** A title from the name of a file: `policies/refund-policy_2024.pdf` is "Refund policy 2024". */
export function titleFromName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? name;
  const words = base
    .replace(/\.[a-z0-9]{1,10}$/i, '')
    .replace(/[_-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return cutTitle(words === '' ? 'Untitled' : words.charAt(0).toUpperCase() + words.slice(1));
}

/** A title in one line, cut at a word where it is too long. */
export function cutTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_TITLE) return line;
  const cut = line.slice(0, LONGEST_TITLE - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2))}…`;
}
