import type { AnswerMetadata } from '../../contract/conversations.ts';
import { AppError } from '../../core/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { type DraftRow, findOpenDraft, getDraft, settleDraft } from './draft.store.ts';
import { type EditGrade, gradeEdit, isMostlyKept } from './grade-edit.ts';
import { requireOpen } from './require-open.ts';

/** What a sent draft leaves with those who keep answers: its trace, its sources and the examples that it used. */
export type RecordSources = (
  tx: Transaction,
  used: {
    messageId: string;
    traceId: string | null;
    citedChunkIds: readonly string[];
    exampleIds: readonly string[];
  },
) => Promise<void>;

/** The draft that a reply is made from, graded against it. */
export interface DraftUse {
  draft: DraftRow;
  grade: EditGrade;
  /** What the message carries: all that the draft did while it is mostly the draft, else only where it came from. */
  metadata: AnswerMetadata;
}

/**
 * Grades a reply against the draft that it names, or else against the one that waits, which it answers in the place of.
 * Under the conversation's lock. CONFLICT when the named draft is not open any more, or belongs elsewhere.
 */
export async function gradeReply(
  tx: Transaction,
  reply: { conversationId: string; content: string; draftId?: string | undefined },
): Promise<DraftUse | undefined> {
  const draft =
    reply.draftId === undefined ? await findOpenDraft(tx, reply.conversationId) : await getDraft(tx, reply.draftId);
  if (draft === undefined) return undefined;
  if (draft.conversationId !== reply.conversationId)
    throw new AppError('CONFLICT', 'This draft belongs to another conversation.');
  requireOpen(draft);
  const grade = gradeEdit(draft.content, reply.content);
  if (grade.state === 'discarded') return { draft, grade, metadata: {} };
  return { draft, grade, metadata: { ...(isMostlyKept(grade) ? draft.metadata : {}), draftId: draft.id } };
}

/** Keeps the grade, and credits the draft's sources where what was sent is still mostly the draft. */
export async function settleReply(
  tx: Transaction,
  { draft, grade }: DraftUse,
  sent: { messageId: string; decidedBy: string; at: Date },
  recordSources: RecordSources,
): Promise<void> {
  await settleDraft(tx, draft.id, { ...grade, ...sent });
  const isKept = isMostlyKept(grade);
  if (grade.state !== 'discarded')
    await recordSources(tx, {
      messageId: sent.messageId,
      traceId: draft.traceId,
      citedChunkIds: isKept ? draft.citedChunkIds : [],
      exampleIds: isKept ? draft.exampleIds : [],
    });
  tx.emit({ type: 'draft.updated', conversationId: draft.conversationId, subjectId: draft.id });
}
