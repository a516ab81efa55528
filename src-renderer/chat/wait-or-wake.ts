/** Waits, but not past the moment when the network comes back or the customer returns to the page. */
export function waitOrWake(delayMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, delayMs);
  const ended = new AbortController();
  for (const [target, type] of [
    [window, 'online'],
    [window, 'focus'],
    [signal, 'abort'],
  ] as const) {
    target.addEventListener(type, () => resolve(), { signal: ended.signal });
  }
  if (signal.aborted) resolve();
  return promise.finally(() => {
    clearTimeout(timer);
    ended.abort();
  });
}
