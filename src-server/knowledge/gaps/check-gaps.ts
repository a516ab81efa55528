import {
  findArticlesChangedAt,
  type GapToCheck,
  listChangedArticles,
  listGapsToCheck,
  setGapStatus,
  setSuggestion,
} from './gap.store.ts';
import type { GapDeps } from './gap-deps.ts';
import { listTypical } from './gap-question.store.ts';
import { withoutPlaceholders } from './nearest-gap.ts';

const BATCH = 20;
/** So many of a gap's questions are asked again, the most typical ones. */
const ASKED_AGAIN = 3;
const LOOKED_AT = 50;
/** As many as the AI answers from. */
const HITS = 5;
const BY_ITSELF = 'Its questions are answered now.';

type CheckDeps = Pick<GapDeps, 'db' | 'clock' | 'search' | 'findAnswer'>;

/**
 * After articles have changed, asks open gaps' typical questions again. When all are answered from one article, the gap
 * closes with it; when some are, the article is suggested to people. Resumes where it was interrupted.
 */
export function createCheckGaps(deps: CheckDeps) {
  /** The article that answers a question now; asked only where one is found that changed since it failed. */
  async function articleFor(text: string, gap: GapToCheck, signal: AbortSignal | undefined) {
    const question = withoutPlaceholders(text);
    if (question === '') return undefined;
    const hits = await deps.search({ query: question, limit: HITS, signal });
    const found = hits.flatMap((hit) => hit.articleId ?? []);
    const changed = await listChangedArticles(deps.db, found, gap.checkedAt);
    if (changed.length === 0) return undefined;
    const chunkId = await deps.findAnswer(question, signal);
    return hits.find((hit) => hit.chunkId === chunkId)?.articleId ?? undefined;
  }

  async function check(gap: GapToCheck, articlesAt: Date, signal: AbortSignal | undefined): Promise<void> {
    const { id } = gap;
    const typical = (await listTypical(deps.db, id, LOOKED_AT)).slice(0, ASKED_AGAIN);
    const answers: (string | undefined)[] = [];
    for (const { text } of typical) answers.push(await articleFor(text, gap, signal));
    const articleId = answers.find((answer) => answer !== undefined) ?? null;
    const isAnswered = articleId !== null && answers.every((answer) => answer === articleId);
    await deps.db.transaction(async (tx) => {
      const isOpen = await setSuggestion(tx, id, articleId, articlesAt);
      if (!isOpen || articleId === null) return;
      const at = deps.clock.now();
      if (isAnswered) await setGapStatus(tx, { id, status: 'answered', articleId, note: BY_ITSELF, by: null, at });
      tx.emit({ type: 'gap.updated', subjectId: id });
    });
  }

  return async function checkGaps(signal?: AbortSignal): Promise<number> {
    const articlesAt = await findArticlesChangedAt(deps.db);
    if (articlesAt === null) return 0;
    for (let done = 0; ; ) {
      const gaps = await listGapsToCheck(deps.db, articlesAt, BATCH);
      if (gaps.length === 0) return done;
      for (const gap of gaps) {
        signal?.throwIfAborted();
        await check(gap, articlesAt, signal);
        done += 1;
      }
    }
  };
}
