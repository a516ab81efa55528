/** A new idempotency key. Unlike `crypto.randomUUID`, this also works on a page that was loaded without TLS. */
export function newClientKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
