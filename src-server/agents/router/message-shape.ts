const MOST_WORDS_OF_A_FOLLOW_UP = 5;
const FOLLOW_UP = /^\W*(?:and|or|but|also|what about|how about|what if|then|so|same|for)\b/i;

/** Whether a message can be read without the one before; "and for kids?" cannot. */
export function standsAlone(message: string): boolean {
  return !FOLLOW_UP.test(message) || message.trim().split(/\s+/).length > MOST_WORDS_OF_A_FOLLOW_UP;
}
