import { createFixedClock } from '../../src-server/core/clock.ts';
import { newId } from '../../src-server/core/ids.ts';
import { createScrubber } from '../../src-server/learning/scrub-pii.ts';
import { toUnitVector } from '../../src-server/models/embedder.ts';
import { openTestDatabase, type TestDatabase } from './embedded.ts';
import { serverMissing } from './server-database.ts';

/** The engines that tests can run on here; why the server is left out, where it is, stands on standard error. */
export const ENGINES: readonly ('embedded' | 'server')[] =
  (await serverMissing()) === undefined ? ['embedded', 'server'] : ['embedded'];

/** A throwaway desk for tests of learning: one admin, and rows as the chat would have written them. */
export interface LearningDesk {
  db: TestDatabase;
  adminId: string;
  deps: ReturnType<typeof learningDeps>;
  /** A conversation with a question and the AI's answer to it. */
  addTurn(turn: Turn): Promise<{ conversationId: string; questionId: string; answerId: string }>;
  /** Example ids with their states, oldest first. */
  examples(): Promise<Record<string, unknown>[]>;
  /** The types of all events so far. */
  eventTypes(): Promise<unknown[]>;
  stop(): Promise<void>;
}

interface Turn {
  question: string;
  answer: string;
  customerName?: string;
  customer?: string;
  kind?: string;
  conversationId?: string;
}

/** Words become directions, so texts with the same words are near: enough to see which example is found. */
const wordEmbedder = {
  model: 'words',
  embed: async (texts: readonly string[]): Promise<number[][]> =>
    texts.map((text) => {
      const values = new Array<number>(64).fill(0);
      for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
        const at = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 64, 7);
        values[at] = (values[at] ?? 0) + 1;
      }
      return toUnitVector(values);
    }),
};

function learningDeps(db: TestDatabase) {
  const activeEmbedder = async () => wordEmbedder;
  return {
    db,
    clock: createFixedClock('2026-05-01T10:00:00Z'),
    newId,
    scrub: createScrubber,
    followReview: async () => {},
    requestComparing: async () => {},
    /** By their first word. */
    asksTheSame: async (question: string, before: readonly string[]) =>
      before.some((other) => other.split(' ')[0] === question.split(' ')[0]),
    checkConflicts: async () => [],
    recordAudit: async () => {},
    activeEmbedder,
  };
}

export async function openLearningDesk(engine: 'embedded' | 'server' = 'embedded'): Promise<LearningDesk> {
  const db = await openTestDatabase({ engine });
  const deps = learningDeps(db);
  const adminId = newId();
  await db.query(`INSERT INTO identity.users (id, name, role) VALUES ($1, 'Ada', 'admin')`, [adminId]);
  return {
    db,
    adminId,
    deps,
    async addTurn(turn) {
      const ids = { conversationId: turn.conversationId ?? newId(), questionId: newId(), answerId: newId() };
      if (turn.conversationId === undefined)
        await db.query(
          `INSERT INTO ai.conversations (id, channel, user_id, thread_id, customer_name) VALUES ($1, 'live_chat', $2, $3, $4)`,
          [ids.conversationId, turn.customer ?? 'visitor', ids.conversationId, turn.customerName ?? null],
        );
      await db.query(`INSERT INTO ai.messages (id, conversation_id, role, content) VALUES ($1, $2, 'user', $3)`, [
        ids.questionId,
        ids.conversationId,
        turn.question,
      ]);
      await db.query(
        `INSERT INTO ai.messages (id, conversation_id, role, content, metadata) VALUES ($1, $2, 'assistant', $3, $4::jsonb)`,
        [
          ids.answerId,
          ids.conversationId,
          turn.answer,
          JSON.stringify({ intent: 'policy', confidence: 0.7, ...(turn.kind && { kind: turn.kind }) }),
        ],
      );
      return ids;
    },
    examples: async () =>
      (
        await db.query(
          `SELECT id, question, answer, status, human_verified, is_active, quality_score, source_type
           FROM ai.training_data ORDER BY created_at, id`,
        )
      ).rows,
    eventTypes: async () => (await db.query('SELECT type FROM support.events ORDER BY id')).rows.map((row) => row.type),
    stop: () => db.stop(),
  };
}
