/** How OpenAI's tokenizer o200k_base cuts a text into pieces before it looks for tokens in them (tiktoken), without contractions. */
const PIECE = /[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu;
/** A piece of up to so many bytes after its first is mostly one token; measured, as below. */
const MORE_BYTES_A_TOKEN = 9;
/** What a chat format adds to each message (its bounds and its role) and to the reply's start: OpenAI's cookbook. */
const TOKENS_A_MESSAGE = 4;
const TOKENS_OF_THE_REPLY = 3;

/** What a count of tokens rests on, for whoever reads it. */
export const TOKEN_COUNT_METHOD =
  'Estimated without the tokenizer of a model, from the pieces into which o200k_base cuts a text: within 4 % of its count on English support texts, up to 40 % off in other scripts.';

/**
 * About how many tokens a text is to an OpenAI model. Against o200k_base itself: 1.01 of its count on 134 texts of an FAQ,
 * 0.97 on 328 chat messages of a shop, 1.00 on short approved answers; a quarter of the letters gave 1.20, 1.16, 1.00.
 */
export function countTokens(text: string): number {
  let count = 0;
  for (const [piece] of text.matchAll(PIECE))
    count += Math.max(1, Math.ceil((Buffer.byteLength(piece) - 1) / MORE_BYTES_A_TOKEN));
  return count;
}

/** The same for a chat of these messages, with what its format adds. */
export function countChatTokens(contents: readonly string[]): number {
  return contents.reduce((sum, content) => sum + countTokens(content) + TOKENS_A_MESSAGE, TOKENS_OF_THE_REPLY);
}
