import { z } from 'zod';
import type { IntentCorrection } from '../../contract/intents.ts';
import { AppError } from '../../core/errors.ts';
import { decodeCursor, encodeCursor } from '../../database/cursor.ts';
import type { Queryable } from '../../database/database.ts';
import {
  deleteCorrection,
  findQuestion,
  getCorrection,
  listCorrections,
  replaceCorrection,
} from './correction.store.ts';
import { getIntent } from './intent.store.ts';
import type { TeachDeps } from './teach-router.ts';

export interface CorrectDeps extends Omit<TeachDeps, 'recordAudit'> {
  /** Takes personal data out of a customer's words before they are kept. */
  scrub: (db: Queryable, conversationId: string, text: string) => Promise<string>;
}

const MOST_CHARACTERS = 1000;
const Place = z.object({ at: z.string(), id: z.uuid() });

/** What staff say the router took for something else. In use when a call resolves; the classifier learns it afterwards. */
export function createCorrectRouting(deps: CorrectDeps) {
  async function inUse(): Promise<void> {
    await deps.router.obey();
    // A failure is logged by the router, and the correction is obeyed all the same.
    void deps.router.learn().catch(() => undefined);
  }

  return {
    /** Of a customer's message, or of the message that an AI answer was given to. */
    async correct(input: {
      messageId: string;
      intent: string;
      by: string | null;
    }): Promise<{ correction: IntentCorrection; before: string | null }> {
      const { intent, by } = input;
      const question = await findQuestion(deps.db, input.messageId);
      if (question === undefined)
        throw new AppError('NOT_FOUND', 'No message of a customer was found here, so there is nothing to correct.');
      const scrubbed = await deps.scrub(deps.db, question.conversationId, question.text);
      const text = scrubbed.replace(/\s+/g, ' ').trim().slice(0, MOST_CHARACTERS);
      if (text === '') throw new AppError('BAD_INPUT', 'There is nothing to learn from an empty message.');
      const result = await deps.db.transaction(async (tx) => {
        await getIntent(tx, intent);
        const at = deps.clock.now();
        const messageId = question.id;
        const before = await replaceCorrection(tx, { id: deps.newId(), intent, text, messageId, createdBy: by, at });
        tx.emit({ type: 'intent.updated', subjectId: intent });
        return { correction: await getCorrection(tx, messageId), before: before ?? null };
      });
      await inUse();
      return result;
    },

    async remove(id: string): Promise<void> {
      await deps.db.transaction(async (tx) => {
        if (!(await deleteCorrection(tx, id)))
          throw new AppError('NOT_FOUND', 'There is no such correction. It may have been removed; reload the list.');
        tx.emit({ type: 'intent.updated', subjectId: id });
      });
      await inUse();
    },

    /** One page, newest first. */
    async list(input: { cursor?: string | undefined; limit: number }) {
      const before = input.cursor === undefined ? undefined : decodeCursor(Place, input.cursor);
      const rows = await listCorrections(deps.db, { before, limit: input.limit + 1 });
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return {
        items: shown.map(({ correction }) => correction),
        nextCursor:
          rows.length > input.limit && last !== undefined
            ? encodeCursor({ at: last.place, id: last.correction.id })
            : null,
      };
    },
  };
}
