/** The longest message that the server takes. */
const MESSAGE_LIMIT = 4_000;

/** From here on the writer is told how much room is left. */
const TELL_FROM = 3_600;

export interface MessageLength {
  canSend: boolean;
  /** What to show beside the field, if anything. */
  hint: string | undefined;
}

/** Judges a text as the server will, which does not count the space around it. */
export function measureMessage(text: string): MessageLength {
  const { length } = text.trim();
  const isTooLong = length > MESSAGE_LIMIT;
  return { canSend: length > 0 && !isTooLong, hint: length < TELL_FROM ? undefined : hintFor(length) };
}

function hintFor(length: number): string {
  const of = `${count(length)} of ${count(MESSAGE_LIMIT)} characters`;
  return length > MESSAGE_LIMIT ? `${of}. Please shorten it by ${count(length - MESSAGE_LIMIT)}.` : of;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
