import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Channel, type Citation, EscalationReason, type FeedbackValues, Priority } from '../contract/conversations.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { insertConversation, moveConversation } from './conversation.store.ts';
import type { DeskDeps } from './desk-deps.ts';
import { insertEscalation } from './escalation.store.ts';
import { insertMessage } from './message.store.ts';

const SampleMessage = z.object({
  from: z.enum(['customer', 'assistant']),
  text: z.string(),
  kind: z.enum(['answer', 'smalltalk']).default('answer'),
  cites: z.array(z.string()).default([]),
  confidence: z.number().optional(),
  thumbs: z.enum(['up', 'down']).nullable().default(null),
  stars: z.number().int().nullable().default(null),
  helpful: z.boolean().nullable().default(null),
  accurate: z.boolean().nullable().default(null),
});

const SampleConversation = z.object({
  customer: z.object({ name: z.string(), contact: z.string() }),
  channel: Channel,
  hoursAgo: z.number().positive(),
  messages: z.array(SampleMessage).min(1),
  escalation: z.object({ reason: EscalationReason, priority: Priority, detail: z.string() }).optional(),
  closed: z.boolean().default(false),
  rating: z.number().int().min(1).max(5).optional(),
});
type SampleConversation = z.infer<typeof SampleConversation>;

export interface SampleDeps extends DeskDeps {
  /** The file of sample conversations. */
  file: string;
  /** The chunks that stand for these articles now; codes without an article are left out. */
  findCitations: (db: Queryable, codes: readonly string[]) => Promise<Citation[]>;
  insertCitations: (tx: Transaction, messageId: string, chunkIds: readonly string[]) => Promise<void>;
  recordCustomerFeedback: (conversationId: string, messageId: string, values: FeedbackValues) => Promise<void>;
  setSatisfactionRating: (tx: Transaction, conversationId: string, rating: number) => Promise<void>;
}

const SECONDS_BETWEEN_MESSAGES = 40;

/** Adds and removes the sample conversations. Both may be repeated: there is never more than one set of them. */
export function createSampleConversations(deps: SampleDeps) {
  async function remove(): Promise<number> {
    return deps.db.transaction(async (tx) => {
      // Candidates that came from samples go with them; what an admin has approved stays.
      await tx.query(
        `DELETE FROM ai.training_data WHERE status = 'pending'
           AND source_conversation_id IN (SELECT id FROM ai.conversations WHERE is_sample)`,
      );
      const removed = await tx.query('DELETE FROM ai.conversations WHERE is_sample');
      tx.emit({ type: 'conversation.updated' });
      tx.emit({ type: 'training.updated' });
      return removed.rowCount;
    });
  }

  async function load(): Promise<number> {
    const samples = z.array(SampleConversation).parse(JSON.parse(await readFile(deps.file, 'utf8')));
    await remove();
    for (const sample of samples) {
      const feedback: { conversationId: string; messageId: string; values: FeedbackValues }[] = [];
      await deps.db.transaction(async (tx) => {
        const conversationId = await insertSample(tx, sample);
        for (const rated of await insertSampleMessages(tx, sample, conversationId))
          feedback.push({ ...rated, conversationId });
        await finishSample(tx, sample, conversationId);
        tx.emit({ type: 'conversation.created', conversationId });
      });
      for (const { conversationId, messageId, values } of feedback) {
        await deps.recordCustomerFeedback(conversationId, messageId, values);
      }
    }
    return samples.length;
  }

  function timeOf(sample: SampleConversation, position: number): Date {
    return new Date(
      deps.clock.now().getTime() - sample.hoursAgo * 3_600_000 + position * SECONDS_BETWEEN_MESSAGES * 1000,
    );
  }

  async function insertSample(tx: Transaction, sample: SampleConversation): Promise<string> {
    const id = deps.newId();
    await insertConversation(tx, {
      id,
      channel: sample.channel,
      userId: sample.customer.contact,
      threadId: id,
      customerName: sample.customer.name,
      isSample: true,
      at: timeOf(sample, 0),
    });
    return id;
  }

  async function insertSampleMessages(tx: Transaction, sample: SampleConversation, conversationId: string) {
    const rated: { messageId: string; values: FeedbackValues }[] = [];
    for (const [position, message] of sample.messages.entries()) {
      const messageId = deps.newId();
      const citations = await deps.findCitations(tx, message.cites);
      await insertMessage(tx, {
        id: messageId,
        conversationId,
        channel: sample.channel,
        role: message.from === 'customer' ? 'user' : 'assistant',
        content: message.text,
        metadata:
          message.from === 'customer'
            ? {}
            : {
                kind: message.kind,
                agent: message.kind === 'answer' ? 'knowledge' : 'smalltalk',
                citations,
                ...(message.confidence === undefined ? {} : { confidence: message.confidence }),
                model: 'sample',
              },
        at: timeOf(sample, position),
      });
      await deps.insertCitations(
        tx,
        messageId,
        citations.map((citation) => citation.chunkId),
      );
      const { thumbs, stars, helpful, accurate } = message;
      if (thumbs !== null || stars !== null) {
        rated.push({ messageId, values: { thumbs, stars, helpful, accurate, comment: null } });
      }
    }
    return rated;
  }

  async function finishSample(tx: Transaction, sample: SampleConversation, conversationId: string): Promise<void> {
    const at = timeOf(sample, sample.messages.length);
    if (sample.rating !== undefined) await deps.setSatisfactionRating(tx, conversationId, sample.rating);
    if (sample.closed) await moveConversation(tx, conversationId, { status: 'closed', at });
    if (sample.escalation === undefined) return;
    const { responseMinutes } = (await deps.readSettings(tx)).policy.targets;
    await insertEscalation(tx, {
      ...sample.escalation,
      id: deps.newId(),
      conversationId,
      questionMessageId: null,
      dueAt: new Date(deps.clock.now().getTime() + responseMinutes * 60_000),
      at,
    });
    const { reason } = sample.escalation;
    await moveConversation(tx, conversationId, { status: 'escalated', handler: 'staff', escalationReason: reason, at });
  }

  return { load, remove };
}
