import type { Transaction } from '../../database/database.ts';
import { findTurn } from '../turn.store.ts';
import { type BookingAgentDeps, createBookingAgent } from './booking-agent.ts';

/**
 * Makes the changes that a held-back answer tells of, in the transaction that sends it: the agent takes its turn again,
 * and only where it still says word by word what the person approved do its changes stand. False where it does not, as
 * the calendar or the booking has changed meanwhile; the caller then rolls back.
 */
export function createCarryOut(deps: BookingAgentDeps) {
  const booking = createBookingAgent(deps);
  return async function carryOut(
    tx: Transaction,
    draft: { conversationId: string; content: string },
  ): Promise<boolean> {
    const turn = await findTurn(tx, draft.conversationId, { byStaff: true });
    if (turn === undefined) return false;
    const proposed = booking.book(turn, 1);
    const reply = proposed.action === 'transact' ? await proposed.run(tx) : proposed;
    return reply.action === 'send' && reply.text === draft.content;
  };
}
