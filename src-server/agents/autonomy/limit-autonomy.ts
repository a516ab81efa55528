import type { Database, Transaction } from '../../database/database.ts';
import { type Draft, handOver, type Reply } from '../draft.ts';
import { isForeign } from '../language/customer-language.ts';
import type { Turn } from '../turn.ts';
import { autonomyIntent } from './autonomy-intent.ts';
import { levelOf } from './levels.ts';
import { readRules } from './rules.store.ts';

/** An answer that a person sends. */
export interface Held {
  action: 'hold';
  reply: Extract<Reply, { action: 'send' }>;
  /** It tells of changes to a booking, which have not been made: they are when it is sent. */
  changesBooking: boolean;
  trace: Draft['trace'];
}

/**
 * What becomes of an answer under the level of its intent and channel. A hand-over is never held back, so safety goes to
 * a person at once under every level. Under `draft`, "I do not know" is no answer to approve: a person is asked instead.
 */
export function createLimitAutonomy({ db }: { db: Database }) {
  return async function limitAutonomy(turn: Turn, draft: Draft): Promise<{ draft: Draft | Held; intent: string }> {
    const intent = autonomyIntent(draft);
    const { level } = levelOf(await readRules(db), intent, turn.channel);
    if (level === 'auto' || draft.action === 'escalate') return { draft, intent };
    if (level === 'off') {
      const detail = `The AI is off for messages about ${intent} on this channel.`;
      return { draft: handOver('ai_off', 'normal', detail, draft.trace), intent };
    }
    // What is granted to a customer cannot be granted twice: only bookings are carried out anew when a draft is sent.
    if (draft.action === 'transact' && draft.trace.agent === 'complaint')
      return { draft: handOver('complaint', undefined, 'A person answers complaints here.', draft.trace), intent };
    // Carried out anew it would be read as it was written, in another language.
    if (draft.action === 'transact' && isForeign(turn))
      return { draft: handOver('booking', undefined, 'A person answers bookings here.', draft.trace), intent };
    return { draft: draft.action === 'transact' ? await heldChange(db, draft) : heldAnswer(draft, false), intent };
  };
}

function heldAnswer(reply: Extract<Reply, { action: 'send' }>, changesBooking: boolean): Reply | Held {
  const { trace } = reply;
  if (reply.metadata.kind !== 'declined') return { action: 'hold', reply, changesBooking, trace };
  return handOver('low_confidence', 'normal', 'The AI found no answer that a person could approve.', trace);
}

/** What the agent would say, with nothing done: its changes are made in a transaction that is rolled back. */
async function heldChange(db: Database, draft: Extract<Draft, { action: 'transact' }>): Promise<Draft | Held> {
  let told: Reply | undefined;
  await db
    .transaction(async (tx) => {
      told = await draft.run(tx);
      throw ROLL_BACK;
    })
    .catch((error) => {
      if (error !== ROLL_BACK) throw error;
    });
  if (told?.action === 'send') return heldAnswer(told, true);
  return { ...draft, run: (tx) => onlyHandingOver(tx, draft.run) };
}

/** What the agent noted goes along with a hand-over; an answer, should it have one after all, is not sent this way. */
async function onlyHandingOver(tx: Transaction, run: (tx: Transaction) => Promise<Reply>): Promise<Reply> {
  const reply = await run(tx);
  if (reply.action === 'send') throw new Error('The booking has changed while its answer was being held back.');
  return reply;
}

const ROLL_BACK = new Error('Nothing of this is kept.');
