import type { Booking } from '../../contract/bookings.ts';
import type { BusinessProfile } from '../../contract/business.ts';
import type { Conversation } from '../../contract/conversations.ts';
import type { Queryable } from '../../database/database.ts';
import type { AgentDeps } from '../agent-deps.ts';
import { listComplaints } from '../complaint/complaint.store.ts';
import { findPendingOffer } from '../complaint/complaint-offer.store.ts';
import { giftText } from '../complaint/complaint-phrases.ts';
import { readThread } from './thread.store.ts';
import type { ThreadMessage } from './thread.ts';

/** Where a conversation stands: what the copilot's rules look at. */
export interface Situation {
  conversation: Conversation;
  /** The newest ones, in the order of time. */
  messages: ThreadMessage[];
  /** The party that the customer is in the middle of or has ahead of them. */
  booking: Booking | undefined;
  /** What was offered for a complaint, in words, while the customer has neither taken nor declined it. */
  offered?: string | undefined;
  profile: BusinessProfile;
  now: Date;
}

/** Further back nothing is read: it has been dealt with, or is in the records. */
const MOST_MESSAGES = 300;

export interface SituationDeps {
  getConversation: (db: Queryable, id: string) => Promise<Conversation>;
  bookings: Pick<AgentDeps['bookings'], 'findCurrent' | 'readProfile'>;
}

export async function readSituation(
  db: Queryable,
  deps: SituationDeps,
  conversationId: string,
  now: Date,
): Promise<Situation> {
  const conversation = await deps.getConversation(db, conversationId);
  const customer = { conversationId, customerId: conversation.customer.userId, channel: conversation.channel };
  return {
    conversation,
    messages: await readThread(db, conversationId, MOST_MESSAGES),
    booking: await deps.bookings.findCurrent(db, customer),
    offered: await findOffered(db, conversationId, now),
    profile: await deps.bookings.readProfile(db),
    now,
  };
}

async function findOffered(db: Queryable, conversationId: string, now: Date): Promise<string | undefined> {
  const complaint = (await listComplaints(db, conversationId)).find(({ state }) => state === 'offered');
  if (complaint === undefined) return undefined;
  const offer = await findPendingOffer(db, complaint.id);
  if (offer === undefined || new Date(offer.validUntil) <= now) return undefined;
  return giftText(offer, offer.currency);
}
