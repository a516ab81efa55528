import { api } from '../api.ts';
import type { AnswerQuality } from '../contract/feedback.ts';
import type { Database } from '../database/database.ts';
import { listConduct } from './conduct.store.ts';
import { listFeedbackWithNames } from './feedback.store.ts';
import { scoreMessage } from './score-anew.ts';

export function createFeedbackRoutes(deps: { db: Database }) {
  return { ofMessage: api.feedback.ofMessage.handler(({ input }) => readQuality(deps.db, input.id)) };
}

/** What everybody said of an answer and did after it, with the score that it makes. */
async function readQuality(db: Database, messageId: string): Promise<AnswerQuality> {
  const said = await listFeedbackWithNames(db, messageId);
  const done = await listConduct(db, messageId);
  return {
    quality: await scoreMessage(db, messageId),
    said: [
      ...said.map(({ authorKind, authorName, updatedAt, thumbs, stars, helpful, accurate, comment, wrongBecause }) => ({
        ...{ by: authorKind, name: authorName, thumbs, stars, helpful, accurate, comment, wrongBecause },
        signal: null,
        at: updatedAt.toISOString(),
      })),
      ...done.map(({ signal, at }) => ({ ...NOTHING_SAID, by: 'conduct' as const, signal, at: at.toISOString() })),
    ],
  };
}

const NOTHING_SAID = {
  name: null,
  thumbs: null,
  stars: null,
  helpful: null,
  accurate: null,
  comment: null,
  wrongBecause: null,
};
