import type { ComplaintLimits } from '../../contract/complaints.ts';
import type { Clock } from '../../core/clock.ts';
import type { Transaction } from '../../database/database.ts';
import type { DraftTrace, Reply } from '../draft.ts';
import type { Turn } from '../turn.ts';
import { type Complaint, type Fact, saveComplaint } from './complaint.store.ts';
import type { ComplaintTools, OwnParty } from './complaint-tools.ts';
import type { Assessment } from './severity.ts';
import type { Understanding } from './understand-complaint.ts';

export interface ComplaintAgentDeps {
  clock: Clock;
  newId: () => string;
  /** A code that a customer can name, of letters and digits; never given twice. */
  newCode: () => string;
  complaintTools: ComplaintTools;
}

/** What is at hand while one message of a complaint is answered. */
export interface ComplaintTalk {
  deps: ComplaintAgentDeps;
  tx: Transaction;
  turn: Turn;
  now: Date;
  timeZone: string;
  currency: string;
  limits: ComplaintLimits;
  limitsVersion: number;
  parties: readonly OwnParty[];
  /** How many complaints of the same customer came before this one. */
  earlier: number;
  assessment: Assessment;
  understanding: Understanding | undefined;
  trace: DraftTrace;
}

/** By what the customer of a conversation is recognised. An id that no channel vouches for recognises nobody. */
export function customerKeys({ conversationId, customerId, channel }: Turn): {
  conversationKey: string;
  userKey: string | null;
} {
  return {
    conversationKey: `conversation:${conversationId}`,
    userKey: channel === 'live_chat' ? null : `user:${customerId}`,
  };
}

/** A party leads to its customer also when another chat is begun. */
export function partyKeys({ bookingId, phone, email }: OwnParty): string[] {
  return [
    `booking:${bookingId}`,
    ...(phone === undefined ? [] : [`phone:${phone.replaceAll(/\D/g, '').slice(-10)}`]),
    ...(email === undefined ? [] : [`email:${email.toLowerCase()}`]),
  ];
}

export function noted(trace: DraftTrace, name: string, detail: string, passed = true): DraftTrace {
  return { ...trace, checks: [...trace.checks, { name, passed, detail }] };
}

export function withFact(facts: readonly Fact[], fact: Fact): Fact[] {
  return [...facts, fact];
}

export async function keep(talk: ComplaintTalk, complaint: Complaint): Promise<void> {
  await saveComplaint(talk.tx, complaint, talk.now);
}

export function send(text: string, trace: DraftTrace): Reply {
  return {
    action: 'send',
    text,
    metadata: {
      kind: 'answer',
      agent: 'complaint',
      intent: 'complaint',
      confidence: 1,
      model: trace.model,
      citations: [],
    },
    citedChunkIds: [],
    exampleIds: [],
    trace,
  };
}
