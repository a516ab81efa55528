import type { LabQuestion, LabResult } from '../../contract/lab.ts';
import { errorText } from '../../core/errors.ts';
import type { Queryable } from '../../database/database.ts';
import { askedPart } from '../../models/text/asked-part.ts';
import { weighedTexts } from '../../models/text/term-rarity.ts';
import { createTermRarityReader } from '../read-term-rarity.ts';
import { runSearch, type SearchRun } from '../run-search.ts';
import { readTextTotals } from '../term.store.ts';
import { readStatistics } from '../term-statistics.ts';
import { listMatchedTerms, listNearestWays } from './lab.store.ts';
import type { FoundMaterial, LabDeps } from './lab-deps.ts';

/** How many passages the lab shows; an answer is made of the first five. */
const SHOWN = 10;
const EXAMPLES = 3;
/** As many as the answering agent reads, so that the preview is what a customer gets. */
const ANSWERED_FROM = 5;

/** A question with its vector, taken before any transaction, as embedding may ask the network. */
export interface EmbeddedLabQuestion extends LabQuestion {
  /** Null where the model could not be reached. */
  vector: readonly number[] | null;
  model: string;
}

export async function embedLabQuestion(
  deps: Pick<LabDeps, 'activeEmbedder' | 'log'>,
  question: LabQuestion,
  signal: AbortSignal | undefined,
): Promise<EmbeddedLabQuestion> {
  const embedder = await deps.activeEmbedder();
  try {
    const [vector] = await embedder.embed([askedPart(question.question)], { signal });
    return { ...question, vector: vector ?? null, model: embedder.model };
  } catch (error) {
    signal?.throwIfAborted();
    deps.log.warn('a question of the lab is searched by its words alone', { reason: errorText(error) });
    return { ...question, vector: null, model: embedder.model };
  }
}

/** What the product's own search makes of a question, with the reasons. */
export interface LookUp {
  run: SearchRun;
  ways: Awaited<ReturnType<typeof listNearestWays>>;
  matches: Awaited<ReturnType<typeof listMatchedTerms>>;
  examples: LabResult['examples'];
  material: FoundMaterial;
}

/** Reads on one handle, so that it may be a transaction which will be rolled back. Asks no model. */
export async function lookUp(
  db: Queryable,
  findExamples: LabDeps['findExamples'],
  { question, vector, model, categories, tags }: EmbeddedLabQuestion,
): Promise<LookUp> {
  const totals = await readTextTotals(db);
  const query = askedPart(question);
  const run = await runSearch(db, { query, vector, model, totals, limit: SHOWN, categories, tags });
  const articleIds = [...new Set(run.hits.flatMap((hit) => hit.articleId ?? []))];
  const ways = vector === null ? [] : await listNearestWays(db, { vector, model, articleIds });
  const matches = await listMatchedTerms(db, {
    chunkIds: run.hits.map((hit) => hit.chunkId),
    terms: [...run.terms.words.map((word) => word.term), ...run.terms.phrases],
  });
  const examples = vector === null ? [] : await findExamples(db, { vector, model, limit: EXAMPLES });
  const sources = run.hits.slice(0, ANSWERED_FROM);
  const termRarity = await createTermRarityReader(readStatistics(db))(weighedTexts(question, sources));
  return { run, ways, matches, examples, material: { sources, examples, termRarity } };
}
