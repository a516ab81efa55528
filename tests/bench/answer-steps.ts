import type { TimedStatement } from './statement-times.ts';

/** Where the time of one answer goes, in milliseconds, one step after the other. */
export interface AnswerSteps {
  /** Until the message is stored and the answer is ordered. */
  receiving: number;
  /** Until the job that answers has read the conversation. */
  queueing: number;
  /** Settings, an open booking, the message's vector, the intent. */
  routing: number;
  /** Spelling, candidates, passages and approved examples. */
  searching: number;
  /** How rare the words are in the knowledge base. */
  weighing: number;
  composing: number;
  /** The transaction that passes the fence and stores the answer with its trace. */
  writing: number;
  /** From the commit until the customer's event stream has told of it. */
  telling: number;
}

/** Each step ends with the last statement that says one of these. */
const MARKS = {
  receiving: ['INSERT INTO ai.messages'],
  queueing: ['handler, status, fence, waiting_since'],
  searching: ['FROM ai.kb_chunks c LEFT JOIN ai.kb_articles a', 'ai.nearest_examples('],
  weighing: ['AS count FROM ai.kb_terms'],
  writing: ['SELECT fence, handler FROM ai.conversations'],
} as const;

/** The first statement of the search. */
const SEARCH_BEGINS = ['SELECT asked.term FROM unnest'];

/**
 * Reads the steps of one answer from what the database was asked. Undefined for a message that was not looked up, as the
 * router sent it elsewhere; throws where another step left no statement.
 */
export function answerSteps(
  statements: readonly TimedStatement[],
  sentMs: number,
  toldMs: number,
): AnswerSteps | undefined {
  if (!statements.some(({ text }) => SEARCH_BEGINS.some((part) => text.includes(part)))) return undefined;
  const having = (texts: readonly string[]): TimedStatement[] => {
    const found = statements.filter(({ text }) => texts.some((part) => text.includes(part)));
    if (found.length === 0) throw new Error(`No statement of the answer says ${texts.join(' or ')}.`);
    return found;
  };
  const end = (texts: readonly string[]) => Math.max(...having(texts).map((one) => one.endMs));
  const begin = (texts: readonly string[]) => Math.min(...having(texts).map((one) => one.beginMs));
  // The transaction that stores the answer also inserts a message: the first to do so is the customer's.
  const received = Math.min(...having(MARKS.receiving).map((one) => one.endMs));
  const read = end(MARKS.queueing);
  const searchBegins = begin(SEARCH_BEGINS);
  const searched = end(MARKS.searching);
  const weighed = end(MARKS.weighing);
  const writingBegins = begin(MARKS.writing);
  const written = end(MARKS.writing);
  return {
    receiving: received - sentMs,
    queueing: read - received,
    routing: searchBegins - read,
    searching: searched - searchBegins,
    weighing: weighed - searched,
    composing: writingBegins - weighed,
    writing: written - writingBegins,
    telling: toldMs - written,
  };
}
