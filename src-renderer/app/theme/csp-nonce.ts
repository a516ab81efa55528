/** The nonce that the sidecar gave this page view: without it the styles that Mantine writes would be refused. */
export function readStyleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
