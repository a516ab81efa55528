import { join } from 'node:path';
import { z } from 'zod';
import type { ArticleDraft } from '../../src-server/contract/knowledge.ts';
import { systemClock } from '../../src-server/core/clock.ts';
import { newId } from '../../src-server/core/ids.ts';
import { createLog } from '../../src-server/core/log.ts';
import type { Database } from '../../src-server/database/database.ts';
import { createImportDrafts } from '../../src-server/knowledge/import-drafts.ts';
import type { KnowledgeDeps } from '../../src-server/knowledge/knowledge-deps.ts';
import {
  createSearchKnowledge,
  type KnowledgeHit,
  type SearchInput,
} from '../../src-server/knowledge/search-knowledge.ts';
import { createOfflineEmbedder } from '../../src-server/models/offline/offline-embedder.ts';
import { sentences } from '../../src-server/models/text/sentences.ts';
import { openTestDatabase } from '../support/embedded.ts';
import { readLines } from './read-lines.ts';

export const CorpusRow = z.object({
  id: z.string(),
  question: z.string().default(''),
  answer: z.string(),
  /** Further ways to ask, where a set has them. */
  questions: z.array(z.string()).optional(),
});
export type CorpusRow = z.infer<typeof CorpusRow>;

/** A desk on a throwaway database whose articles are the rows of a corpus. */
export interface EvalDesk {
  deps: KnowledgeDeps;
  embed(text: string): Promise<readonly number[]>;
  /** The product's search; `rowId` is the id of the corpus row that a hit belongs to. */
  search(input: SearchInput): Promise<(KnowledgeHit & { rowId: string })[]>;
  stop(): Promise<void>;
}

/** Imports corpus.jsonl of the folder, or these rows, as articles, as the files of a person are once they are read. */
export async function openEvalDesk(corpus: string | readonly CorpusRow[]): Promise<EvalDesk> {
  const rows = typeof corpus === 'string' ? await readLines(join(corpus, 'corpus.jsonl'), CorpusRow) : corpus;
  const db = await openTestDatabase();
  const log = createLog({ level: 'warn' });
  const embedder = createOfflineEmbedder({ log });
  await embedder.start();
  const activeEmbedder = async () => embedder;
  const deps = { db, activeEmbedder, clock: systemClock, newId, log };
  const rowIds = new Map(rows.map((row, index) => [codeOf(index), row.id]));
  const drafts = rows.map((row, index) => toArticle(row, codeOf(index)));

  await withoutVectorIndexes(db, () =>
    createImportDrafts(deps)(drafts, {
      onProgress: (done, total) => process.stderr.write(`\r  imported ${done} of ${total}`),
    }),
  );
  process.stderr.write('\n');

  const searchKnowledge = createSearchKnowledge(deps);
  return {
    deps,
    embed: async (text) => (await embedder.embed([text]))[0] ?? [],
    async search(input) {
      const hits = await searchKnowledge(input);
      return hits.map((hit) => ({ ...hit, rowId: rowIds.get(hit.code ?? '') ?? '' }));
    },
    async stop() {
      await embedder.stop();
      await db.stop();
    },
  };
}

function codeOf(index: number): string {
  return `EV-${index + 1}`;
}

/** A row without a question has no title; like any document that comes without one, it gets its first words. */
function toArticle({ question, answer, questions = [] }: CorpusRow, code: string): ArticleDraft {
  const body = answer.trim() || question.trim() || '-';
  const title = (question.trim() || (sentences(body)[0] ?? body)).replace(/\s+/g, ' ');
  const ways = questions.map((way) => way.trim().slice(0, 300).trim()).filter((way) => way !== '');
  return {
    code,
    title: title.slice(0, question.trim() === '' ? 80 : 200).trim(),
    bodyMarkdown: body,
    category: 'faq',
    tags: [],
    questions: ways,
  };
}

/** Loads first and builds the graphs once, which is many times as fast as growing them row by row. */
async function withoutVectorIndexes<T>(db: Database, load: () => Promise<T>): Promise<T> {
  const indexes = await db.query(
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'ai' AND indexdef LIKE '%USING hnsw%'",
  );
  for (const { indexname } of indexes.rows) await db.query(`DROP INDEX ai.${String(indexname)}`);
  const result = await load();
  await db.longOperation(600_000, async () => {
    for (const { indexdef } of indexes.rows) await db.query(String(indexdef));
    await db.query('ANALYZE');
  });
  return result;
}
