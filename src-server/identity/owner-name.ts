/** Accounts that say nothing about who uses them. */
const NAMELESS = new Set(['root', 'admin', 'administrator', 'user', 'node', 'ubuntu', 'debian']);

/** What the owner of this machine is called until they say otherwise: their account's name, as a name is written. */
export function ownerName(username: string): string {
  const words = username.split(/[^\p{L}]+/u).filter(Boolean);
  if (words.length === 0 || NAMELESS.has(username.toLowerCase())) return 'Owner';
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
