/** Whether `url` is an address of exactly this origin: scheme, host and port. */
export function isFromOrigin(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin;
}
