import type { AnswerPreview, LabResult } from '../../contract/lab.ts';
import type { Queryable } from '../../database/database.ts';
import type { TermRarity } from '../../models/text/term-rarity.ts';
import type { KnowledgeDeps } from '../knowledge-deps.ts';
import type { FoundHit } from '../run-search.ts';

/** What an answer is made of, as the search found it at one moment. */
export interface FoundMaterial {
  sources: FoundHit[];
  examples: LabResult['examples'];
  termRarity: TermRarity;
}

/** What the lab needs of the rest of the sidecar. */
export interface LabDeps extends KnowledgeDeps {
  /** The approved examples whose questions are nearest to this vector. */
  findExamples: (
    db: Queryable,
    query: { vector: readonly number[]; model: string; limit: number },
  ) => Promise<LabResult['examples']>;
  /** What a customer would get from this material. Stores and counts nothing. */
  previewAnswer: (question: string, material: FoundMaterial, signal?: AbortSignal) => Promise<AnswerPreview>;
}
