import { AppError } from '../../core/errors.ts';
import { type BatchSize, type CallOptions, EMBEDDING_DIMENSIONS, type Embedder, toUnitVector } from '../embedder.ts';
import { createMessageAccount, type Spend, tokensOf } from '../gateway/budget.ts';
import type { ModelPolicy } from '../gateway/policy.ts';
import { createCallMeter, type RecordModelCall } from '../model-calls.ts';
import { toFailure } from './failure.ts';
import { type CallTarget, type OpenAiApi, RefusedError } from './openai-api.ts';

export interface OpenAiEmbedderDeps {
  api: OpenAiApi;
  model: string;
  nowMs: () => number;
  recordModelCall: RecordModelCall;
  /** Sets aside what a call can cost and books what it has cost. */
  spend: Spend;
  readPolicy: () => Promise<ModelPolicy>;
}

/** The API takes 2,048 texts and 300,000 tokens at once, and 8,192 tokens a text; a token is at least one character. */
export const OPENAI_BATCH: BatchSize = { texts: 2_048, characters: 300_000 };
const MAX_TEXT_CHARACTERS = 8_000;

/** Any embedding model behind an OpenAI-compatible API. Models of more dimensions are asked for EMBEDDING_DIMENSIONS. */
export function createOpenAiEmbedder(deps: OpenAiEmbedderDeps): Embedder {
  const target: CallTarget = { model: deps.model, setting: 'TEPPAN_EMBEDDING_MODEL' };
  // Known to be right as they come. Others are sent the parameter, and again without it when they refuse.
  let sendsDimensions = deps.model !== 'text-embedding-3-small' && deps.model !== 'text-embedding-ada-002';

  async function send(texts: string[], options: CallOptions) {
    const input = { model: deps.model, input: texts, encoding_format: 'float' as const };
    const call = () =>
      deps.api.call(
        target,
        ({ client, signal }) =>
          client.embeddings.create(sendsDimensions ? { ...input, dimensions: EMBEDDING_DIMENSIONS } : input, {
            signal,
          }),
        options,
      );
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof RefusedError) || !sendsDimensions || !/dimension/.test(error.refused)) throw error;
      sendsDimensions = false;
      return await call();
    }
  }

  async function embedBatch(texts: string[], options: CallOptions): Promise<{ vectors: number[][]; tokens: number }> {
    const response = await send(texts, options);
    const vectors: number[][] = [];
    for (const { index, embedding } of response.data ?? []) {
      if (embedding.length > EMBEDDING_DIMENSIONS) throw tooWide(deps.model, embedding.length);
      vectors[index] = toUnitVector(embedding);
    }
    const isWhole = vectors.length === texts.length && texts.every((_, index) => isUsable(vectors[index]));
    if (!isWhole) throw toFailure('unusable', new Error('Vectors are missing or broken.'), target);
    return { vectors, tokens: response.usage?.prompt_tokens ?? 0 };
  }

  return {
    model: deps.model,
    async embed(texts, options = {}) {
      if (texts.length === 0) return [];
      const policy = await deps.readPolicy();
      const meter = createCallMeter('embed', deps.model, deps.nowMs, deps.recordModelCall, () => policy.prices);
      const { account = createMessageAccount() } = options;
      const embedPaid = (batch: string[]) => {
        const characters = batch.reduce((sum, text) => sum + text.length, 0);
        const call = { model: deps.model, estimate: { input: tokensOf(characters), output: 0 }, ...policy, account };
        return deps.spend(call, async (book) => {
          const { vectors, tokens } = await embedBatch(batch, options);
          const used = { input: tokens, output: 0 };
          book(used);
          meter.add(used);
          return vectors;
        });
      };
      const embedAll = async () => {
        const all: number[][] = [];
        for (const batch of toBatches(texts)) {
          options.signal?.throwIfAborted();
          all.push(...(await embedPaid(batch)));
        }
        return all;
      };
      try {
        return await meter.measure(embedAll, options.signal);
      } finally {
        options.onUsage?.(meter.usage());
      }
    },
  };
}

function isUsable(vector: number[] | undefined): boolean {
  return vector?.every(Number.isFinite) === true && vector.some((value) => value !== 0);
}

function toBatches(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    // The API refuses an empty text.
    const input = text.slice(0, MAX_TEXT_CHARACTERS).trim() || '.';
    const last = batches.at(-1);
    if (
      last !== undefined &&
      last.length < OPENAI_BATCH.texts &&
      characters + input.length <= OPENAI_BATCH.characters
    ) {
      last.push(input);
      characters += input.length;
    } else {
      batches.push([input]);
      characters = input.length;
    }
  }
  return batches;
}

function tooWide(model: string, dimensions: number): AppError {
  return new AppError(
    'MODEL_FAILED',
    `The model “${model}” makes vectors of ${dimensions} numbers and cannot be asked for ${EMBEDDING_DIMENSIONS}, the most that Teppan stores. Name another model in TEPPAN_EMBEDDING_MODEL.`,
  );
}
