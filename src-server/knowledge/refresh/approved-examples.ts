import type { Queryable } from '../../database/database.ts';

/** An approved example as the knowledge base sees it. Learning owns the table; the composition root hands this in. */
export interface ApprovedExample {
  id: string;
  question: string;
  answer: string;
  intent: string | null;
  /** The AI's message that the answer is, when nobody rewrote it for the example. */
  answerMessage: { id: string; text: string } | null;
}

export interface ApprovedExamples {
  /** Those in use whose id is beyond `afterId`, by id. */
  list(db: Queryable, afterId: string | null, limit: number): Promise<ApprovedExample[]>;
  /** Those of the ids that are in use, held until the transaction ends, so that no review comes in between. */
  hold(tx: Queryable, ids: readonly string[]): Promise<ApprovedExample[]>;
}

/** What a decision of a reviewer did to an example. */
export interface ExampleChange {
  exampleId: string;
  wasApproved: boolean;
  isApproved: boolean;
  /** Whether question or answer were rewritten. */
  isRewritten: boolean;
}
