import { terms } from '../../models/text/words.ts';

/** From so many words that carry meaning on, a longer reply is not a better one. */
const ENOUGH_TERMS = 40;
const FEWEST_TERMS = 3;

/** Whether a reply says something that an article could say: no greeting, no "let me check", no question back. */
export function isSubstantial(text: string): boolean {
  const isOnlyAsking = text.trim().endsWith('?') && !/[.!]\s/.test(text.trim());
  return terms(text).length >= FEWEST_TERMS && !isOnlyAsking && !PROMISE.test(text);
}

/** A short promise to come back is no answer. */
const PROMISE =
  /^.{0,60}\b(let me (?:check|ask|find out|look)|i(?:'|’)?ll (?:check|ask|find out|get back|look)|one (?:moment|second)|give me a (?:moment|minute|second)|bear with me)\b.{0,80}$/is;

/** The replies worth an article, the best first: what says most, and of those alike the latest, which is how things are now. */
export function rankReplies<R extends { text: string; at: string }>(replies: readonly R[]): R[] {
  const weight = (reply: R) => Math.min(ENOUGH_TERMS, terms(reply.text).length);
  return replies
    .filter((reply) => isSubstantial(reply.text))
    .map((reply) => ({ reply, weight: Math.round(weight(reply) / 8) }))
    .sort((left, right) => right.weight - left.weight || right.reply.at.localeCompare(left.reply.at))
    .map(({ reply }) => reply);
}
