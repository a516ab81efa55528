import type { ConversationRules } from '../contract/conversation-rules.ts';
import type { EscalationReason } from '../contract/conversations.ts';
import type { DeskRules } from '../contract/escalation-policy.ts';
import type { Clock } from '../core/clock.ts';
import type { Database, Queryable, Transaction } from '../database/database.ts';
import type { OfficeHours } from './opening-hours.ts';

/** A member of staff who does something. */
export interface StaffActor {
  id: string;
  name: string;
  role: 'support' | 'admin' | 'owner';
}

/** What the desk needs of the rest of the sidecar. */
export interface DeskDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  readSettings: (db: Queryable) => Promise<DeskRules>;
  /** Asks the AI to answer the conversation, once this transaction has committed. */
  requestAnswer: (
    tx: Transaction,
    request: { conversationId: string; messageId: string },
    options?: { startAfterMs: number },
  ) => Promise<void>;
  /** Told of a question whose answer will be asked for at once, so that what takes time can begin meanwhile. */
  foreseeQuestion: (text: string) => void;
  readRules: (db: Queryable) => Promise<ConversationRules>;
  /** When the team is there. */
  readOfficeHours: (db: Queryable) => Promise<OfficeHours>;
  /** Why a message must be seen by a person at once, in a sentence for them; undefined when nothing is urgent. */
  findAlarm: (text: string) => string | undefined;
  /** Offers a person's answer to a question that the AI could not answer, or answered wrongly, as a training example. */
  proposeStaffAnswer: (
    tx: Transaction,
    answer: {
      conversationId: string;
      question: string;
      answer: string;
      authorId: string;
      messageId: string;
      intent?: string;
    },
  ) => Promise<unknown>;
}

/** Why the AI did not answer by itself: a person's answer to it is worth learning from. */
export const UNANSWERED_REASONS: readonly EscalationReason[] = ['low_confidence', 'repeated_failure'];
