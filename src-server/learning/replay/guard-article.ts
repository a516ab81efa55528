import type { ArticleDraft } from '../../contract/knowledge.ts';
import { AppError } from '../../core/errors.ts';
import type { Database } from '../../database/database.ts';
import type { RecordAudit } from '../../database/record-audit.ts';
import { NEEDS_REASON } from './needs-reason.ts';
import { findArticleReplay } from './replay.store.ts';

export interface GuardArticleDeps {
  db: Database;
  recordAudit: RecordAudit;
}

/**
 * Whether a changed article may be saved: CONFLICT where it was tried and more answers became worse than better, unless
 * somebody says why it is saved all the same, which is kept. A change that nobody tried is saved as it is.
 */
export function createGuardArticle({ db, recordAudit }: GuardArticleDeps) {
  return async function guardArticle(
    change: { articleId: string; articleVersion: number; draft: ArticleDraft },
    { by, override }: { by: string; override: string | undefined },
  ): Promise<void> {
    const replay = await findArticleReplay(db, change);
    if (replay?.state !== 'done') return;
    const { better, worse } = replay.counts;
    if (worse <= better) return;
    if (override === undefined)
      throw new AppError(
        'CONFLICT',
        `With this change ${worse} ${worse === 1 ? 'answer becomes' : 'answers become'} worse and ${better} better. Look at what changes, or say why you save it all the same.`,
        { issues: [NEEDS_REASON] },
      );
    await db.transaction((tx) =>
      recordAudit(tx, {
        actorId: by,
        action: 'article.saved_against_replay',
        subjectType: 'article',
        subjectId: change.articleId,
        details: { override, replayId: replay.id, better, worse },
      }),
    );
  };
}
