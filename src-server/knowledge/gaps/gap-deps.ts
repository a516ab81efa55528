import type { GapReply } from '../../contract/gaps.ts';
import type { Article, ArticleDraft } from '../../contract/knowledge.ts';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Database, Queryable, Transaction } from '../../database/database.ts';
import type { Embedder } from '../../models/embedder.ts';
import type { TermRarity } from '../../models/text/term-rarity.ts';
import type { SearchKnowledge } from '../search-knowledge.ts';

/** What a person wrote to a customer after a question. */
export type StaffReply = Omit<GapReply, 'question'> & { questionMessageId: string };

/** What gaps need of the parts of the sidecar beside the knowledge base. */
export interface GapSurroundings {
  /** What was said in a conversation, without what identifies anybody. */
  scrubText: (db: Queryable, conversationId: string, text: string) => Promise<string>;
  /** Whether a customer's words ask for nothing, such as "ok thanks". */
  asksNothing: (text: string) => boolean;
  /** What people replied to these messages, in the order of time. */
  findStaffReplies: (db: Queryable, messageIds: readonly string[]) => Promise<StaffReply[]>;
  /** The chunk that the AI would now answer this question from; undefined when it still cannot. */
  findAnswer: (question: string, signal?: AbortSignal) => Promise<string | undefined>;
  /** Proposes what a person wrote for a question as a training example. */
  proposeAnswer: (
    tx: Transaction,
    written: { question: string; answer: string; conversationId: string; authorId: string },
  ) => Promise<unknown>;
  /** Has new questions sorted into gaps, once this transaction has committed. */
  requestSorting: (tx: Transaction) => Promise<void>;
}

export interface GapDeps extends GapSurroundings {
  db: Database;
  clock: Clock;
  newId: () => string;
  log: Log;
  activeEmbedder: () => Promise<Pick<Embedder, 'model' | 'embed'>>;
  readTermRarity: (db: Queryable, texts: readonly string[]) => Promise<TermRarity>;
  search: SearchKnowledge;
  createArticle: (draft: ArticleDraft, by: string) => Promise<Article>;
}
