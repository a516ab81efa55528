/** A streamed answer of a few thousand words, each wrapped in some 300 characters; a batch of 2,048 vectors is 40 MB. */
const MAX_CHAT_BYTES = 4 * 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;

/** Wraps `fetch` so that an answer is cut off, and fails, once it is longer than any honest one. */
export function limitBody(inner: typeof fetch): typeof fetch {
  return async (input, init) => {
    const maxBytes = String(input instanceof Request ? input.url : input).includes('/chat/')
      ? MAX_CHAT_BYTES
      : MAX_BYTES;
    const response = await inner(input, init);
    if (response.body === null) return response;
    let bytes = 0;
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.byteLength;
          if (bytes > maxBytes) controller.error(new BodyTooLargeError(maxBytes));
          else controller.enqueue(chunk);
        },
      }),
    );
    return new Response(counted, response);
  };
}

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
  constructor(maxBytes: number) {
    super(`The answer is longer than ${maxBytes} bytes.`);
  }
}
