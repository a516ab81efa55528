import { AppError } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { plainText } from '../models/text/plain-text.ts';
import { lockArticles, writeArticle } from './article.store.ts';
import { insertChunks, keepChunks, retireChunks } from './chunk.store.ts';
import { indexTerms, titleField } from './index-terms.ts';
import type { KnowledgeDeps } from './knowledge-deps.ts';
import type { ArticlePlan } from './plan-article.ts';
import { deleteQuestions, insertQuestions } from './question.store.ts';
import { type ChunkTerms, replaceTerms } from './term.store.ts';

/** Vectors of one model by the text that they were made of. A text without one waits to be embedded. */
export interface Vectors {
  /** Null where nothing was embedded. */
  model: string | null;
  byText: ReadonlyMap<string, readonly number[]>;
}

export interface WriteOptions {
  vectors: Vectors;
  isSample: boolean;
  updatedBy: string | null;
}

/** The texts that have to be embedded before these plans are written. */
export function textsToEmbed(plans: readonly ArticlePlan[]): string[] {
  const texts = plans.flatMap((plan) => [
    ...plan.newChunks.map((chunk) => chunk.embedText),
    ...plan.newQuestions.map((question) => question.text),
  ]);
  return [...new Set(texts)];
}

/**
 * Writes plans in the caller's transaction: articles with their versions, chunks, ways to ask, and the words that they
 * are found by, so that a reader sees either all of the old or all of the new. Refused with CONFLICT when somebody
 * changed an article after its plan was made.
 */
export async function writePlans(
  tx: Transaction,
  deps: Pick<KnowledgeDeps, 'clock'>,
  plans: readonly ArticlePlan[],
  options: WriteOptions,
): Promise<void> {
  const at = deps.clock.now();
  await refuseStalePlans(tx, plans);
  for (const plan of plans)
    await writeArticle(
      tx,
      {
        ...plan.draft,
        id: plan.id,
        status: plan.status,
        version: plan.version,
        isSample: options.isSample,
        updatedBy: options.updatedBy,
      },
      at,
    );
  const { model: embeddingModel, byText } = options.vectors;
  await insertChunks(
    tx,
    plans.flatMap((plan) =>
      plan.newChunks.map((chunk) => ({
        ...chunk,
        articleId: plan.id,
        articleVersion: plan.version,
        category: plan.draft.category,
        tags: plan.draft.tags,
        sourceType: 'manual',
        isActive: plan.status === 'published',
        vector: byText.get(chunk.embedText),
        embeddingModel,
      })),
    ),
    at,
  );
  await keepChunks(
    tx,
    plans.flatMap((plan) => plan.keptChunks),
    at,
  );
  const retired = plans.flatMap((plan) => plan.retiredChunkIds);
  await retireChunks(tx, retired, at);
  await deleteQuestions(
    tx,
    plans.flatMap((plan) => plan.deletedQuestionIds),
  );
  await insertQuestions(
    tx,
    plans.flatMap((plan) =>
      plan.newQuestions.map((question) => ({
        ...question,
        articleId: plan.id,
        vector: byText.get(question.text),
        embeddingModel,
      })),
    ),
    at,
  );
  const archived = plans
    .filter((plan) => plan.status === 'archived')
    .flatMap((plan) => chunksOf(plan).map((chunk) => chunk.id));
  await replaceTerms(
    tx,
    [...retired, ...archived],
    plans.filter((plan) => plan.status === 'published').flatMap(termsOf),
  );
  for (const plan of plans) tx.emit({ type: 'article.updated', subjectId: plan.id });
}

async function refuseStalePlans(tx: Transaction, plans: readonly ArticlePlan[]): Promise<void> {
  const locked = await lockArticles(
    tx,
    plans.map((plan) => plan.id),
  );
  const versions = new Map(locked.map((article) => [article.id, article.version]));
  const stale = plans.find((plan) => (versions.get(plan.id) ?? 0) !== plan.fromVersion);
  if (stale !== undefined)
    throw new AppError(
      'CONFLICT',
      `Somebody else changed ${stale.draft.code} in the meantime. Reload it, then make your change again.`,
    );
}

function chunksOf(plan: ArticlePlan) {
  return [...plan.keptChunks, ...plan.newChunks];
}

function termsOf(plan: ArticlePlan): ChunkTerms[] {
  return chunksOf(plan).map((chunk) => ({
    chunkId: chunk.id,
    ...indexTerms(titleField({ title: chunk.title, ...plan.waysToAsk }), plainText(chunk.text)),
  }));
}
