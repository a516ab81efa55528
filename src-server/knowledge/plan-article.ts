import type { ArticleDraft } from '../contract/knowledge.ts';
import type { ArticleRow } from './article.store.ts';
import type { ChunkState, KeptChunk } from './chunk.store.ts';
import { type ArticleChunk, chunkArticle } from './chunk-article.ts';
import type { WaysToAsk } from './index-terms.ts';
import type { QuestionState } from './question.store.ts';

/** What is stored of an article: undefined for a new one. */
export interface StoredArticle {
  article: ArticleRow;
  chunks: readonly ChunkState[];
  questions: readonly QuestionState[];
}

/** What has to be done so that an article is as it is wanted. Made before anything is embedded or written. */
export interface ArticlePlan {
  kind: 'create' | 'change' | 'same';
  id: string;
  /** The version that this plan was made against; 0 for a new article. */
  fromVersion: number;
  version: number;
  status: ArticleRow['status'];
  draft: ArticleDraft;
  newChunks: (ArticleChunk & { id: string })[];
  keptChunks: (KeptChunk & ArticleChunk)[];
  retiredChunkIds: string[];
  newQuestions: { id: string; text: string; source: 'title' | 'written' }[];
  deletedQuestionIds: string[];
  /** The ways to ask that people wrote, and what customers asked: what words are searched in beside title and text. */
  waysToAsk: Omit<WaysToAsk, 'title'>;
}

export interface PlanInput {
  draft: ArticleDraft;
  stored: StoredArticle | undefined;
  status?: ArticleRow['status'];
  newId: () => string;
}

/**
 * Compares an article with what is stored. A chunk that the article has, or ever had, in the same words is used again
 * with its vector, so only what is new gets embedded; what is no longer in it is retired, as citations may open it.
 */
export function planArticle({ draft, stored, status, newId }: PlanInput): ArticlePlan {
  const wantedStatus = status ?? stored?.article.status ?? 'published';
  const sameWords = stored !== undefined && isSame(draft, stored.article);
  const sameCare = stored !== undefined && isCaredForAlike(draft, stored.article);
  const version = stored === undefined ? 1 : stored.article.version + (sameWords ? 0 : 1);

  const free = [...(stored?.chunks ?? [])];
  const plan: ArticlePlan = {
    kind:
      stored === undefined
        ? 'create'
        : sameWords && sameCare && wantedStatus === stored.article.status
          ? 'same'
          : 'change',
    id: stored?.article.id ?? newId(),
    fromVersion: stored?.article.version ?? 0,
    version,
    status: wantedStatus,
    draft,
    newChunks: [],
    keptChunks: [],
    retiredChunkIds: [],
    ...planQuestions(draft, stored?.questions ?? [], newId),
  };
  for (const chunk of chunkArticle(draft)) {
    const at = free.findIndex((found) => found.contentHash === chunk.contentHash);
    const [found] = at < 0 ? [] : free.splice(at, 1);
    if (found === undefined) plan.newChunks.push({ ...chunk, id: newId() });
    else
      plan.keptChunks.push({
        ...chunk,
        id: found.id,
        isActive: wantedStatus === 'published',
        category: draft.category,
        tags: draft.tags,
      });
  }
  plan.retiredChunkIds = free.filter((chunk) => chunk.isActive).map((chunk) => chunk.id);
  return plan;
}

/** Learned and suggested ways to ask are not part of the draft and stay. */
function planQuestions(draft: ArticleDraft, stored: readonly QuestionState[], newId: () => string) {
  const wanted = new Map<string, 'title' | 'written'>([[draft.title, 'title']]);
  for (const text of draft.questions) if (!wanted.has(text)) wanted.set(text, 'written');
  const textsOf = (source: QuestionState['source']) =>
    stored.filter((question) => question.source === source).map((question) => question.text);
  const own = stored.filter((question) => question.source === 'title' || question.source === 'written');
  const isKept = (question: QuestionState) => wanted.get(question.text) === question.source;
  const kept = new Set(own.filter(isKept).map((question) => question.text));
  return {
    newQuestions: [...wanted]
      .filter(([text]) => !kept.has(text))
      .map(([text, source]) => ({ id: newId(), text, source })),
    deletedQuestionIds: own.filter((question) => !isKept(question)).map((question) => question.id),
    waysToAsk: {
      questions: [...[...wanted.keys()].slice(1), ...textsOf('suggested')],
      learned: textsOf('learned'),
    },
  };
}

function isSame(draft: ArticleDraft, article: ArticleRow): boolean {
  const words = (of: ArticleDraft) =>
    JSON.stringify([of.code, of.title, of.bodyMarkdown, of.category, of.tags, of.questions]);
  return words(draft) === words(article);
}

/** Who looks after an article and when is not part of its text: changing it makes no new version. */
function isCaredForAlike({ ownerId, reviewOn }: ArticleDraft, article: ArticleRow): boolean {
  return (
    (ownerId === undefined || ownerId === article.ownerId) && (reviewOn === undefined || reviewOn === article.reviewOn)
  );
}
