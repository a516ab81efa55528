import { basename } from 'node:path';
import { z } from 'zod';
import type { ErasurePreview } from '../../contract/erasures.ts';
import { AppError } from '../../core/errors.ts';
import { type Queryable, selectOne } from '../../database/database.ts';
import {
  listConversationsOfCustomer,
  listDatasetsWith,
  listExamplesOf,
  listVersionsTrainedOn,
} from './erasure.store.ts';

const Count = z.object({ count: z.coerce.number() });

/** What deleting the customer of a conversation would remove. Changes nothing. */
export async function previewErasure(
  db: Queryable & { engine: 'embedded' | 'server' },
  conversationId: string,
): Promise<ErasurePreview> {
  const conversations = await listConversationsOfCustomer(db, conversationId);
  if (conversations.length === 0) throw new AppError('NOT_FOUND', 'There is no such conversation.');
  const ids = conversations.map(({ id }) => id);
  const userId = conversations[0]?.userId;
  const count = async (sql: string, values: unknown[]) =>
    (await selectOne(db, Count, 'count', `SELECT count(*) AS count FROM ${sql}`, values)).count;
  const examples = (await listExamplesOf(db, ids)).map(({ id }) => id);
  return {
    conversations: ids.length,
    messages: await count('ai.messages WHERE conversation_id = ANY ($1::uuid[])', [ids]),
    examples: examples.length,
    bookings: await count('booking.bookings WHERE customer_id = $1 OR conversation_id = ANY ($2::uuid[])', [
      userId,
      ids,
    ]),
    datasets: (await listDatasetsWith(db, { exampleIds: examples, conversationIds: ids })).map(({ id, path }) => ({
      id,
      fileName: basename(path),
    })),
    modelVersions: await listVersionsTrainedOn(db, examples),
    canRemoveBackups: db.engine === 'embedded',
  };
}
