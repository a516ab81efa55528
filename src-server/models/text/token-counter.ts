import { Worker } from 'node:worker_threads';
import { AppError } from '../../core/errors.ts';

const WORKER_FILE = new URL(
  `./token-counter.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
);
/** What a chat format adds to each message (its bounds and its role) and to the reply's start: OpenAI's cookbook. */
const TOKENS_A_MESSAGE = 4;
const TOKENS_OF_THE_REPLY = 3;

/** What a count of tokens rests on, for whoever reads it. */
export const TOKEN_COUNT_METHOD =
  'Counted by o200k_base, the tokenizer of OpenAI’s models from GPT-4o on, with 4 tokens a message and 3 a reply for the chat format.';

/** Counts tokens in a thread of its own: its tables take 70 MB, half a second to load, and go with the thread. */
export interface TokenCounter {
  /** How many tokens these texts are together to an OpenAI model. */
  count(texts: readonly string[]): Promise<number>;
  stop(): Promise<void>;
}

/** The tokens of a chat of so many messages, with what its format adds to those of its texts. */
export function chatTokens(tokens: number, messages: number): number {
  return tokens + messages * TOKENS_A_MESSAGE + TOKENS_OF_THE_REPLY;
}

/**
 * Starts the thread, which loads the tokenizer at once; questions may be asked before it has. Whoever starts it stops it.
 * Counting fails with INTERNAL from the moment on in which the thread ended.
 */
export function startTokenCounter(): TokenCounter {
  const worker = new Worker(WORKER_FILE, {
    name: 'token counter',
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
  });
  // In the order of their questions, which is the order of the answers.
  const waiting: PromiseWithResolvers<number>[] = [];
  let failure: AppError | undefined;

  function end(cause: unknown): void {
    failure ??= new AppError('INTERNAL', 'The counting of tokens stopped working. Try again.', { cause });
    for (const one of waiting.splice(0)) one.reject(failure);
  }
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`the thread ended with code ${code}`)));
  worker.on('message', (tokens: number) => waiting.shift()?.resolve(tokens));

  return {
    async count(texts) {
      if (failure !== undefined) throw failure;
      const answer = Promise.withResolvers<number>();
      waiting.push(answer);
      worker.postMessage(texts);
      return answer.promise;
    },
    stop: async () => void (await worker.terminate()),
  };
}
