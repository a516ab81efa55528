import type { GapDraft, GapReply } from '../../contract/gaps.ts';
import { ArticleCategory } from '../../contract/knowledge.ts';
import { nextArticleCode } from '../read-articles.ts';
import { rankReplies } from './choose-reply.ts';
import { getGap } from './gap.store.ts';
import type { GapDeps } from './gap-deps.ts';
import { listTypical } from './gap-question.store.ts';
import { articleTitle, differentQuestions } from './gap-title.ts';

const MOST_QUESTIONS = 8;
const MOST_REPLIES = 8;
const LOOKED_AT = 100;
const NEAREST_ARTICLES = 5;

type DraftDeps = Pick<GapDeps, 'db' | 'clock' | 'search' | 'findStaffReplies' | 'scrubText' | 'log'>;

/** Makes an article of what people replied where the AI could not: for a person to read, choose, and publish. */
export function createDraftArticle(deps: DraftDeps) {
  const { db } = deps;

  async function readReplies(questions: readonly { messageId: string; text: string }[]): Promise<GapReply[]> {
    const asked = new Map(questions.map(({ messageId, text }) => [messageId, text]));
    const replies = await deps.findStaffReplies(db, [...asked.keys()]);
    const best = rankReplies(replies).slice(0, MOST_REPLIES);
    const scrubbed: GapReply[] = [];
    for (const { questionMessageId, ...reply } of best)
      scrubbed.push({
        ...reply,
        question: asked.get(questionMessageId) ?? '',
        text: await deps.scrubText(db, reply.conversationId, reply.text),
      });
    return scrubbed;
  }

  /** What most of the nearest articles are filed under; of two kinds equally often, that of the nearer one. */
  async function guessCategory(question: string): Promise<ArticleCategory> {
    const hits = await deps.search({ query: question, limit: NEAREST_ARTICLES });
    const kinds = hits.flatMap((hit) => ArticleCategory.safeParse(hit.category).data ?? []);
    const countOf = (kind: ArticleCategory) => kinds.filter((other) => other === kind).length;
    const [first] = [...new Set(kinds)].sort((left, right) => countOf(right) - countOf(left));
    return first ?? 'faq';
  }

  return async function draftArticle(gapId: string): Promise<GapDraft> {
    const gap = await getGap(db, gapId, deps.clock.now());
    const questions = await listTypical(db, gapId, LOOKED_AT);
    const title = articleTitle(gap.title);
    return {
      gapId,
      code: await nextArticleCode(db),
      title,
      category: await guessCategory(title),
      // The title is a way to ask already.
      questions: differentQuestions([title, ...questions.map(({ text }) => text)], MOST_QUESTIONS + 1).slice(1),
      replies: await readReplies(questions),
    };
  };
}
