import type { Gap, GapStatus } from '../../contract/gaps.ts';
import type { Article, ArticleDraft } from '../../contract/knowledge.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { deleteGap, getGap, insertGap, lockGaps, lockSorting, markArranged, setGapStatus } from './gap.store.ts';
import type { GapDeps } from './gap-deps.ts';
import {
  findConversationOf,
  findSortedQuestion,
  listTypical,
  moveAllQuestions,
  putIntoGap,
} from './gap-question.store.ts';
import { chooseTitle } from './gap-title.ts';
import { renameAfterTypical } from './sort-questions.ts';

/** The latest questions of a gap say what it is about now. */
const LOOKED_AT = 100;

type ArrangeDeps = Pick<GapDeps, 'db' | 'clock' | 'newId' | 'createArticle' | 'proposeAnswer'>;

/** What people do with gaps. All of it can be done again or undone by its opposite. */
export function createArrangeGaps(deps: ArrangeDeps) {
  const change = async (work: (tx: Transaction, at: Date) => Promise<string>): Promise<Gap> => {
    const at = deps.clock.now();
    const id = await deps.db.transaction((tx) => work(tx, at));
    return getGap(deps.db, id, at);
  };

  function setStatus(
    input: { id: string; status: GapStatus; articleId?: string | undefined; note: string },
    by: string,
  ): Promise<Gap> {
    return change(async (tx, at) => {
      await holdGaps(tx, [input.id]);
      const articleId = input.status === 'answered' ? (input.articleId ?? null) : null;
      await setGapStatus(tx, { id: input.id, status: input.status, articleId, note: input.note, by, at });
      tx.emit({ type: 'gap.updated', subjectId: input.id });
      return input.id;
    });
  }

  /** Puts all questions of one gap into another, which keeps its state. */
  function merge({ id, intoId }: { id: string; intoId: string }): Promise<Gap> {
    if (id === intoId) throw new AppError('BAD_INPUT', 'Choose another gap to put these questions into.');
    return change(async (tx) => {
      await lockSorting(tx);
      await holdGaps(tx, [id, intoId]);
      await moveAllQuestions(tx, id, intoId);
      await deleteGap(tx, id);
      await markArranged(tx, [intoId]);
      await renameAfterTypical(tx, intoId);
      for (const subjectId of [id, intoId]) tx.emit({ type: 'gap.updated', subjectId });
      return intoId;
    });
  }

  /** Gives a question that does not belong to its gap one of its own, which stays apart. */
  function moveOut({ id, messageId }: { id: string; messageId: string }): Promise<Gap> {
    return change(async (tx, at) => {
      await lockSorting(tx);
      await holdGaps(tx, [id]);
      const question = await findSortedQuestion(tx, id, messageId);
      if (question === undefined)
        throw new AppError('NOT_FOUND', 'This question is not in this gap any more. Reload the gap.');
      if (question.others === 0)
        throw new AppError('CONFLICT', 'This is the only question of its gap: it is on its own already.');
      const newId = deps.newId();
      await insertGap(tx, { id: newId, title: chooseTitle([question.text]), at });
      await putIntoGap(tx, [messageId], newId);
      await markArranged(tx, [id, newId]);
      await renameAfterTypical(tx, id);
      for (const subjectId of [id, newId]) tx.emit({ type: 'gap.updated', subjectId });
      return newId;
    });
  }

  /**
   * Publishes an article, closes the gap with it, and proposes it as the answer to the gap's most typical question. The
   * article stands on its own: were the sidecar killed in between, the next check of open gaps would find it.
   */
  async function publish({ id, ...draft }: ArticleDraft & { id: string }, by: string): Promise<Article> {
    await getGap(deps.db, id, deps.clock.now());
    const article = await deps.createArticle(draft, by);
    await setStatus({ id, status: 'answered', articleId: article.id, note: '' }, by);
    await deps.db.transaction(async (tx) => {
      const [typical] = await listTypical(tx, id, LOOKED_AT);
      const conversationId = typical && (await findConversationOf(tx, typical.messageId));
      if (typical === undefined || conversationId === undefined) return;
      const { text: question } = typical;
      await deps.proposeAnswer(tx, { question, answer: draft.bodyMarkdown, conversationId, authorId: by });
    });
    return article;
  }

  return { setStatus, merge, moveOut, publish };
}

async function holdGaps(tx: Transaction, ids: readonly string[]): Promise<void> {
  const held = await lockGaps(tx, ids);
  if (held.length < ids.length)
    throw new AppError('NOT_FOUND', 'There is no such gap any more: it was put into another one. Reload the list.');
}
