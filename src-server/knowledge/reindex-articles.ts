import type { Transaction } from '../database/database.ts';
import { plainText } from '../models/text/plain-text.ts';
import { lockArticles } from './article.store.ts';
import { listIndexableChunks } from './catch-up.store.ts';
import { indexTerms, titleField } from './index-terms.ts';
import { replaceTerms } from './term.store.ts';

/** Makes the chunks of these articles be found by the words of their ways to ask as they are now. */
export async function reindexArticles(tx: Transaction, articleIds: readonly string[]): Promise<void> {
  if (articleIds.length === 0) return;
  // Whoever saves one of them meanwhile writes the same rows.
  await lockArticles(tx, articleIds);
  const chunks = await listIndexableChunks(tx, articleIds);
  await replaceTerms(
    tx,
    [],
    chunks.map((chunk) => ({ chunkId: chunk.id, ...indexTerms(titleField(chunk), plainText(chunk.text)) })),
  );
}
