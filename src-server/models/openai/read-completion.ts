import type OpenAI from 'openai';
import { Stream } from 'openai/streaming';
import { z } from 'zod';
import { CutStreamError } from './failure.ts';

/** A whole chat answer, however it came. */
export interface Completion {
  text: string;
  refusal: string;
  finishReason: string | null;
  usage: { input: number; output: number } | undefined;
}

const Usage = z.object({ prompt_tokens: z.number().catch(0), completion_tokens: z.number().catch(0) }).nullish();
const Text = z.string().nullish().catch(null);
const Words = z.object({ content: Text, refusal: Text }).nullish();
/** Only what is read; servers send more, and some leave much out. A whole answer has `message`, a piece `delta`. */
const Piece = z.object({
  choices: z.array(z.object({ message: Words, delta: Words, finish_reason: Text })).nullish(),
  usage: Usage.catch(undefined),
});

/** Reads on until the answer is whole. More text than `maxCharacters` ends the reading: `isTooLong` says so. */
export async function readCompletion(
  response: Response,
  options: { client: OpenAI; signal: AbortSignal; heard: () => void; maxCharacters: number },
): Promise<Completion & { isTooLong: boolean }> {
  const whole: Completion = { text: '', refusal: '', finishReason: null, usage: undefined };
  const add = (value: unknown): void => {
    options.heard();
    const piece = Piece.safeParse(value);
    if (!piece.success) return;
    const { choices, usage } = piece.data;
    const choice = choices?.[0];
    const words = choice?.delta ?? choice?.message;
    whole.text += words?.content ?? '';
    whole.refusal += words?.refusal ?? '';
    whole.finishReason = choice?.finish_reason ?? whole.finishReason;
    if (usage) whole.usage = { input: usage.prompt_tokens, output: usage.completion_tokens };
  };
  const isTooLong = () => whole.text.length > options.maxCharacters;

  options.heard();
  // A server that knows no streaming answers at once; a proxy answers with a page.
  if (/json|html/.test(response.headers.get('content-type') ?? '')) {
    add(JSON.parse(await response.text()));
    return { ...whole, isTooLong: isTooLong() };
  }
  const reading = new AbortController();
  const stop = () => reading.abort();
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const piece of Stream.fromSSEResponse<unknown>(response, reading, options.client)) {
      add(piece);
      if (isTooLong()) return { ...whole, isTooLong: true };
    }
  } finally {
    options.signal.removeEventListener('abort', stop);
  }
  // The SDK ends the loop without an error when the call is ended from outside.
  options.signal.throwIfAborted();
  if (whole.finishReason === null) throw new CutStreamError('The stream ended before the answer did.');
  return { ...whole, isTooLong: false };
}
