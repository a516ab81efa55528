import type { Channel } from '../contract/conversations.ts';

/** One line of the conversation as an agent reads it. */
export interface TurnMessage {
  id: string;
  role: 'customer' | 'business';
  text: string;
  /** An AI message that said that it does not know. */
  isDecline: boolean;
  /** What the message does, where it is one of ours: see `AnswerMetadata`. */
  kind?: string | undefined;
}

/** What an agent is asked to answer: everything the customer wrote since the last answer, and what came before. */
export interface Turn {
  conversationId: string;
  channel: Channel;
  /** By which the customer is known on the channel. */
  customerId: string;
  /** The state that the answer is for; it may only be sent while the conversation's fence is still this one. */
  fence: number;
  /** The last of the messages that are answered together. */
  questionMessageId: string;
  question: string;
  /** What the last answer was about, where it was about anything. */
  previousIntent?: string | undefined;
  /** What the router took the question for. */
  intent?: string | undefined;
  /** A person had the conversation before and handed it back. */
  wasHandedBack?: boolean;
  history: TurnMessage[];
  /** Since when the customer has waited; null where all was answered. */
  waitingSince?: Date | null | undefined;
  /** In which the customer writes, ISO 639-1; undefined until a message has told. */
  language?: string | undefined;
}

/** How many answers in a row, up to now, said that they do not know. A courtesy in between is no answer. */
export function declinesInARow(history: readonly TurnMessage[]): number {
  const answers = history.filter(({ role, kind }) => role === 'business' && kind !== 'smalltalk').reverse();
  const firstOther = answers.findIndex((message) => !message.isDecline);
  return firstOther === -1 ? answers.length : firstOther;
}

const FOLLOW_UP =
  /^(and|or|but|also|what about|how about|what if|then|so|same|for)\b|\b(it|that|this|those|these|they|them|one)\b/i;
const SHORT_QUESTION_WORDS = 5;

/**
 * The question as it reads without the conversation: a short follow-up ("and for kids?") is put after the customer's
 * question before it, so that search and answer know what it is about.
 */
export function standaloneQuestion(turn: Pick<Turn, 'question' | 'history'>): string {
  const words = turn.question.trim().split(/\s+/).length;
  const before = turn.history.findLast((message) => message.role === 'customer');
  const isFollowUp = words <= SHORT_QUESTION_WORDS && FOLLOW_UP.test(turn.question.trim());
  return isFollowUp && before !== undefined ? `${before.text}\n${turn.question}` : turn.question;
}
