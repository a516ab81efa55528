import type { Message } from '#contract/conversations.ts';

/** Why the draft that a person was editing is out of date, by what was said last. */
export function staleWords(messages: readonly Message[], isNewOneHere: boolean): string {
  const last = messages.findLast(({ author }) => author.kind !== 'system');
  const why =
    last?.author.kind === 'staff'
      ? `${last.author.person.name} has sent a reply meanwhile.`
      : last?.author.kind === 'customer'
        ? 'The draft that you edited is out of date: the customer wrote again, or a colleague put it away.'
        : 'The draft that you edited is out of date.';
  return `${why} ${isNewOneHere ? 'A new one is here.' : 'Your text is kept; a new draft appears here when there is one.'}`;
}
