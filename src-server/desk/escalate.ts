import { z } from 'zod';
import type { HandoverSummary, Priority } from '../contract/conversations.ts';
import type { PolicyReason } from '../contract/escalation-policy.ts';
import { countColumn } from '../database/columns.ts';
import { type Queryable, selectFirst, type Transaction } from '../database/database.ts';
import { lockConversation, moveConversation } from './conversation.store.ts';
import type { DeskDeps } from './desk-deps.ts';
import { dueTime, priorityOf } from './due-time.ts';
import { findCurrentEscalation, insertEscalation } from './escalation.store.ts';
import { insertMessage } from './message.store.ts';
import { nextOpening } from './opening-hours.ts';
import { handoverText } from './phrases/phrases.ts';

export interface EscalationRequest {
  conversationId: string;
  reason: PolicyReason;
  /** One sentence for the person who takes it. */
  detail: string;
  summary?: HandoverSummary | undefined;
  /** What the customer is told before the rest. */
  preface?: string | undefined;
  questionMessageId: string | null;
  /** Where the matter is more urgent than the policy takes its reason for. */
  priority?: Priority | undefined;
}

/**
 * Hands a conversation over to staff: state, reason, due time and what the customer is told, in the caller's
 * transaction, so that there is never one without the others. Does nothing when it is already with staff.
 * Returns the id of the message that told the customer.
 */
export function createEscalate(deps: DeskDeps) {
  return async function escalate(tx: Transaction, request: EscalationRequest): Promise<string | undefined> {
    const conversation = await lockConversation(tx, request.conversationId);
    if ((await findCurrentEscalation(tx, conversation.id)) !== undefined) return undefined;
    const at = deps.clock.now();
    const { policy, timeZone } = await deps.readSettings(tx);
    const { reason, priority: atLeast } = request;
    const hours = await deps.readOfficeHours(tx);
    const dueAt = dueTime(at, policy, { hours, timeZone }, { reason, atLeast });
    const opens = nextOpening(hours, timeZone, at);
    const wait =
      opens === undefined ? { minutes: (await recentWaitMinutes(tx)) ?? policy.targets.responseMinutes } : { opens };
    const escalationId = deps.newId();
    await insertEscalation(tx, {
      ...request,
      priority: priorityOf(policy, reason, atLeast),
      id: escalationId,
      dueAt,
      at,
    });
    await moveConversation(tx, conversation.id, {
      status: 'escalated',
      handler: 'staff',
      assigneeId: null,
      escalationReason: request.reason,
      at,
    });
    const messageId = deps.newId();
    await insertMessage(tx, {
      id: messageId,
      conversationId: conversation.id,
      channel: conversation.channel,
      role: 'assistant',
      content: [request.preface, handoverText(reason, wait, conversation.language)]
        .filter((part) => part !== undefined && part !== '')
        .join(' '),
      metadata: { kind: 'handover' },
      at,
    });
    tx.emit({ type: 'message.created', conversationId: conversation.id, subjectId: messageId });
    tx.emit({ type: 'escalation.created', conversationId: conversation.id, subjectId: escalationId });
    tx.emit({ type: 'conversation.updated', conversationId: conversation.id });
    return messageId;
  };
}

/** Median minutes from escalation to a person taking it, over the last 20; undefined before the fifth. */
async function recentWaitMinutes(db: Queryable): Promise<number | undefined> {
  const Row = z.object({ minutes: z.number().nullable(), count: countColumn });
  const row = await selectFirst(
    db,
    Row,
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM claimed_at - created_at)::float8 / 60) AS minutes,
       count(*) AS count
     FROM (SELECT claimed_at, created_at FROM support.escalations
           WHERE claimed_at IS NOT NULL AND reason <> 'staff_takeover' ORDER BY created_at DESC LIMIT 20) AS recent`,
  );
  return row === undefined || row.minutes === null || row.count < 5 ? undefined : Math.max(1, Math.ceil(row.minutes));
}
