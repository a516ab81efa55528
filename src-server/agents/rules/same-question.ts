import { errorText } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { dot } from '../../models/compare-texts.ts';
import type { ActiveEmbedder, CallOptions } from '../../models/embedder.ts';
import { asksTheSame } from '../../models/offline/same-question.ts';
import type { TermRarity } from '../../models/text/term-rarity.ts';
import { isOnAnother } from '../checks/promises.ts';

/** Likelier than not. To take two questions for one by mistake costs a person's look; not to, an annoyed customer. */
const SAME_FROM = 0.5;

export interface SameQuestionDeps {
  activeEmbedder: ActiveEmbedder;
  readTermRarity: (texts: readonly string[]) => Promise<TermRarity>;
  log: Log;
}

/** How likely two questions ask the same, 0..1; `similarity` is the cosine of their vectors. */
export function likelihoodOfSame(one: string, other: string, similarity: number, rarity: TermRarity): number {
  // "Per adult?" and "per child?" are as near to each other as two ways to ask for the same.
  return isOnAnother(one, other) ? 0 : asksTheSame(one, other, similarity, rarity);
}

/** Whether a question asks the same as one of those before it, also in other words; by its words alone without a model. */
export function createAsksTheSame(deps: SameQuestionDeps) {
  return async function asksOneOf(question: string, before: readonly string[], call: CallOptions): Promise<boolean> {
    const rarity = await deps.readTermRarity([question, ...before]);
    const [vector, ...others] = await embed(deps, [question, ...before], call);
    return before.some((text, index) => {
      const similarity = vector === undefined ? 0 : dot(vector, others[index] ?? []);
      return likelihoodOfSame(question, text, similarity, rarity) >= SAME_FROM;
    });
  };
}

async function embed(deps: SameQuestionDeps, texts: string[], call: CallOptions): Promise<number[][]> {
  try {
    const embedder = await deps.activeEmbedder();
    return await embedder.embed(texts, call);
  } catch (error) {
    call.signal?.throwIfAborted();
    deps.log.warn('questions were compared by their words alone', { reason: errorText(error) });
    return [];
  }
}
