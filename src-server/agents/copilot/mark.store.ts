import { z } from 'zod';
import { UnsupportedSentence } from '../../contract/copilot.ts';
import { type Queryable, selectFirst } from '../../database/database.ts';

const Row = z.object({ unsupported: z.array(UnsupportedSentence) });

/** Keeps with a draft which of its sentences no source states. */
export async function saveMarks(tx: Queryable, draftId: string, marks: readonly UnsupportedSentence[]): Promise<void> {
  await tx.query('UPDATE ai.drafts SET unsupported = $2::jsonb WHERE id = $1', [draftId, JSON.stringify(marks)]);
}

export async function readMarks(db: Queryable, draftId: string): Promise<UnsupportedSentence[]> {
  const row = await selectFirst(db, Row, 'SELECT unsupported FROM ai.drafts WHERE id = $1', [draftId]);
  return row?.unsupported ?? [];
}
