import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Database } from '../../database/database.ts';
import type { ActiveEmbedder } from '../../models/embedder.ts';
import type { TermRarity } from '../../models/text/term-rarity.ts';

/** A text that an answer is held against. */
export interface ComparedText {
  title: string;
  text: string;
  /** Whether it answers the very question. */
  answersTheSame?: boolean;
}

export interface FoundContradiction {
  /** The index of the text. */
  source: number;
  ownPassage: string;
  otherPassage: string;
  reason: string;
}

/** A passage of an article in use. */
export interface ArticlePassage extends ComparedText {
  articleId: string;
  code: string;
}

/** What candidates are compared by: the knowledge base, and what the agents know of questions and claims. */
export interface AlikeDeps {
  db: Database;
  clock: Clock;
  log: Log;
  activeEmbedder: ActiveEmbedder;
  readTermRarity: (texts: readonly string[]) => Promise<TermRarity>;
  /** How likely two questions ask the same, 0..1, given the cosine of their vectors. */
  likelihoodOfSame: (one: string, other: string, similarity: number, rarity: TermRarity) => number;
  /** Where an answer says otherwise than texts that speak of the same. */
  findContradictions: (question: string, answer: string, texts: readonly ComparedText[]) => FoundContradiction[];
  /** The passages of articles that are nearest to a question; the vector is of the model in use. */
  searchPassages: (question: string, vector: readonly number[], signal?: AbortSignal) => Promise<ArticlePassage[]>;
}
