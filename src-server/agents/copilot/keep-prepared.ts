import type { AnswerMetadata, Channel } from '../../contract/conversations.ts';
import type { MarkedDraft } from '../../contract/copilot.ts';
import type { Draft } from '../../contract/drafts.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Queryable, Transaction } from '../../database/database.ts';
import { insertTrace } from '../trace.store.ts';
import type { TurnJournal } from '../turn-journal.ts';
import type { PreparedDraft } from './draft-reply.ts';
import { saveMarks } from './mark.store.ts';
import type { Situation } from './situation.ts';

export interface KeepDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  /** The number of the newest message that is not a system line. */
  lastSeq: (db: Queryable, conversationId: string) => Promise<number>;
  keepDraft: (
    tx: Transaction,
    draft: {
      conversationId: string;
      questionMessageId: string | null;
      origin: 'copilot';
      channel: Channel;
      intent: string;
      content: string;
      metadata: AnswerMetadata;
      citedChunkIds: readonly string[];
      exampleIds: readonly string[];
      traceId: string | null;
    },
  ) => Promise<string>;
  getDraft: (db: Queryable, id: string) => Promise<Draft>;
  findOpenDraft: (db: Queryable, conversationId: string) => Promise<Draft | undefined>;
}

/**
 * Keeps a prepared reply with its trace, for a person to send. CONFLICT when something was said meanwhile: it would
 * answer what is no longer the question.
 */
export function createKeepPrepared(deps: KeepDeps) {
  return function keepPrepared(
    situation: Situation,
    prepared: PreparedDraft,
    journal: TurnJournal,
  ): Promise<MarkedDraft> {
    const { conversation, messages } = situation;
    const { trace, citations } = prepared;
    return deps.db.transaction(async (tx) => {
      const seen = messages.findLast(({ from }) => from !== 'desk')?.seq ?? 0;
      if ((await deps.lastSeq(tx, conversation.id)) > seen)
        throw new AppError(
          'CONFLICT',
          'Something was said while the draft was being prepared. Read it, then draft again.',
        );
      const at = deps.clock.now();
      const traceId = deps.newId();
      await insertTrace(tx, {
        ...trace,
        ...journal.calls,
        steps: journal.steps,
        degraded: prepared.degraded,
        checks: [...trace.checks, ...markedCheck(prepared)],
        id: traceId,
        conversationId: conversation.id,
        questionMessageId: prepared.question.id,
        messageId: null,
        outcome: 'drafted',
        durationMs: at.getTime() - journal.startedAt.getTime(),
        at,
      });
      const draftId = await deps.keepDraft(tx, {
        conversationId: conversation.id,
        questionMessageId: prepared.question.id,
        origin: 'copilot',
        channel: conversation.channel,
        intent: trace.intent,
        content: prepared.text,
        metadata: {
          kind: 'answer',
          agent: trace.agent,
          intent: trace.intent,
          confidence: trace.confidence,
          model: trace.model,
          citations,
          ...(prepared.degraded ? { degraded: true } : {}),
        },
        citedChunkIds: citations.map(({ chunkId }) => chunkId),
        exampleIds: prepared.exampleIds,
        traceId,
      });
      await saveMarks(tx, draftId, prepared.unsupported);
      return { draft: await deps.getDraft(tx, draftId), unsupported: prepared.unsupported };
    });
  };
}

function markedCheck({ unsupported }: PreparedDraft) {
  if (unsupported.length === 0) return [];
  const detail = unsupported.map(({ sentence, reason }) => `“${sentence}”: ${reason}`).join('; ');
  return [{ name: 'marked for staff, not left out', passed: false, detail }];
}
