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

/** Makes the changes that a draft tells of; false where they cannot be made as it says any more. */
export type CarryOut = (tx: Transaction, draft: { conversationId: string; content: string }) => Promise<boolean>;

/** The cause of a refusal after which the draft is to be prepared anew. */
export const OUTDATED = new Error('What the draft tells of cannot be done any more.');

/** The draft that a reply is made from, graded against it. */
export interface DraftUse {
  draft: DraftRow;
  grade: EditGrade;
  /** The person sends this very draft, and has not just written while it waited. */
  isNamed: boolean;
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
  const isNamed = reply.draftId !== undefined;
  if (grade.state === 'discarded') return { draft, grade, isNamed, metadata: {} };
  return { draft, grade, isNamed, metadata: { ...(isMostlyKept(grade) ? draft.metadata : {}), draftId: draft.id } };
}

/**
 * Makes the changes to a booking that the draft tells of, as far as the reply still tells of them. CONFLICT when they
 * cannot be made any more, or when too little of the text is left to say that they were approved.
 */
export async function carryOutChanges(
  tx: Transaction,
  { draft, grade, isNamed }: DraftUse,
  carryOut: CarryOut,
): Promise<void> {
  if (!draft.changesBooking || !(isNamed || isMostlyKept(grade))) return;
  if (!isMostlyKept(grade))
    throw new AppError(
      'CONFLICT',
      'This draft goes with changes to the booking, and little of its text is left. Send it with small changes, or put it away, take the conversation over and change the booking yourself.',
    );
  if (await carryOut(tx, draft)) return;
  throw new AppError(
    'CONFLICT',
    'The booking or the calendar has changed since this was drafted, so nothing was sent. A new draft is being prepared.',
    { cause: OUTDATED },
  );
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
