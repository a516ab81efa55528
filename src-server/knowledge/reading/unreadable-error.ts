/** A file cannot be read; the message is the reason that a person is told. */
export class UnreadableError extends Error {
  override name = 'UnreadableError';
}
