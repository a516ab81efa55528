import type { CallJournal } from './call-journal.ts';

/** Every vector column is this wide; shorter models are padded with zeros, which leaves cosines as they are. */
export const EMBEDDING_DIMENSIONS = 1536;

export interface CallOptions {
  /** Ends the call early; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * What the message has cost so far that the call is made for; see `createMessageAccount`. Its customer is waiting, so
   * an embedding model is given little time, and asked no more once it has failed; what is embedded without an account
   * is work that has time.
   */
  account?: { microUsd: number; ms: number } | undefined;
  /** Told which models are asked and what is said with them. */
  journal?: CallJournal | undefined;
}

export interface EmbedOptions extends CallOptions {
  /** Told what a paid call has used, also when it failed half-way. The local model uses nothing. */
  onUsage?: ((usage: { inputTokens: number; costMicroUsd: number | null }) => void) | undefined;
}

/** Turns texts into unit vectors of EMBEDDING_DIMENSIONS numbers, one a text, in the order of the texts. */
export interface Embedder {
  /** Stored beside every vector: vectors of two models are never compared. */
  readonly model: string;
  embed(texts: readonly string[], options?: EmbedOptions): Promise<number[][]>;
}

/** How much an embedder should be given at once, so that its calls are few and none of them is refused. */
export interface BatchSize {
  texts: number;
  characters: number;
}

/** An embedder found by the name of its model. */
export interface NamedEmbedder extends Embedder {
  /** Runs inside Teppan and costs nothing. */
  readonly isLocal: boolean;
  readonly batch: BatchSize;
}

/**
 * The model whose vectors are searched, which during a change of model is still the old one. Take one snapshot and use
 * its `model` and `embed` together, so that no vector is labelled with another model. Reads the database, so it is
 * asked outside of transactions; a model that cannot be had resolves too, and its `embed` rejects with MODEL_FAILED.
 */
export type ActiveEmbedder = () => Promise<Pick<Embedder, 'model' | 'embed'> & { isMissing?: true }>;

/** Pads with zeros to EMBEDDING_DIMENSIONS and scales to length 1. A vector of zeros stays as it is. */
export function toUnitVector(values: ArrayLike<number>): number[] {
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) squares += (values[index] ?? 0) ** 2;
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  const unit = new Array<number>(EMBEDDING_DIMENSIONS).fill(0);
  for (let index = 0; index < values.length; index += 1) unit[index] = (values[index] ?? 0) * scale;
  return unit;
}
