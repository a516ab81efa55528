import type { ConversationRules } from '../contract/conversation-rules.ts';
import type { Channel } from '../contract/conversations.ts';

export interface Arrival {
  channel: Channel;
  content: string;
  at: Date;
  /** Since when the customer has waited for an answer; null when everything before was answered. */
  waitingSince: Date | null;
  /** When the customer wrote before; null for the first message. */
  previousAt: Date | null;
}

export interface BurstDecision {
  /** How long to wait for more. */
  waitMs: number;
  /** The customer has written on for too long: an answer under way is sent all the same, and this message answered next. */
  keepsAnswer: boolean;
}

/** Nobody reads an answer and writes a new thought in less. */
const SAME_THOUGHT_MS = 2_000;
const WHOLE_WORDS = 6;
const UNFINISHED = /(?:[,:;–—-]|\.{2,}|…|\b(?:and|but|or|so|because|also|with|for|the|a))\s*$/i;
const ASKS = /^(?:what|how|who|when|where|why|which|do|does|did|can|could|is|are|will|would|should|may)\b/i;

/**
 * Several messages of one thought are answered once. In a live chat the first message is answered at once, as whoever
 * asks a whole question waits for nothing else; a message that follows while one is unanswered, or so soon that it
 * must belong to the one before, waits for more. On other channels every message waits, as people write in pieces there.
 */
export function waitForMore(rules: ConversationRules, arrival: Arrival): BurstDecision {
  const { at, waitingSince, previousAt, channel } = arrival;
  const waitMs = rules.channels[channel].waitSeconds * 1_000;
  if (waitingSince === null) {
    const isFragment = previousAt !== null && at.getTime() - previousAt.getTime() < SAME_THOUGHT_MS;
    const isAnsweredAtOnce = channel === 'live_chat' && (looksWhole(arrival.content) || !isFragment);
    return { waitMs: isAnsweredAtOnce ? 0 : waitMs, keepsAnswer: false };
  }
  const leftMs = waitingSince.getTime() + rules.longestWaitSeconds * 1_000 - at.getTime();
  return { waitMs: Math.max(0, Math.min(waitMs, leftMs)), keepsAnswer: leftMs <= 0 };
}

/** Whether a message reads like a whole question or statement. */
export function looksWhole(content: string): boolean {
  const text = content.trim();
  if (UNFINISHED.test(text)) return false;
  return /[?.!。?!]$/.test(text) || ASKS.test(text) || text.split(/\s+/).length >= WHOLE_WORDS;
}
