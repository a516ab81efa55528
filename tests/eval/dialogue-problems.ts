import { isDeepStrictEqual } from 'node:util';
import type { Booking } from '../../src-server/contract/bookings.ts';
import type { ChatMessage } from '../../src-server/contract/chat.ts';
import type { ComplaintView } from '../../src-server/contract/complaints.ts';
import type { Escalation } from '../../src-server/contract/conversations.ts';
import { type Expectation, hasWords, listWords } from './dialogue-script.ts';

/** What came of a turn. */
export interface Outcome {
  /** What the business's side sent, in order. */
  answers: readonly ChatMessage[];
  booking: Booking | undefined;
  escalated: string | false;
  agent: string | undefined;
  complaint: ComplaintView | undefined;
  escalation: Escalation | null;
}

/** What is not as the script expects it. Words are looked for in all that was sent, citations in the last message. */
export function findProblems(expect: Expectation, outcome: Outcome): string[] {
  const { answers, booking, escalated, agent, complaint, escalation } = outcome;
  const answer = answers.at(-1);
  const said = answers.map(({ content }) => content).join('\n');
  const problems: string[] = [];
  const same = (what: string, expected: unknown, found: unknown) => {
    if (!isDeepStrictEqual(expected, found))
      problems.push(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  };
  for (const words of listWords(expect.says)) if (!hasWords(said, words)) problems.push(`does not say ${words}`);
  for (const words of listWords(expect.says_not)) if (hasWords(said, words)) problems.push(`says ${words}`);
  if (expect.answers !== undefined) same('messages sent', expect.answers, answers.length);
  if (expect.agent !== undefined) same('agent', expect.agent, agent);
  if (expect.cites !== undefined)
    same('cites', expect.cites.toSorted(), (answer?.citations ?? []).map((citation) => citation.code).toSorted());
  if (expect.escalated === true ? escalated === false : expect.escalated !== undefined)
    same('escalated', expect.escalated, escalated);
  const offer = complaint?.offers.at(-1);
  const settled = {
    severity: complaint?.severity,
    state: complaint?.state,
    offer: offer?.kind ?? 'none',
    offer_state: offer?.state,
    offer_cents: offer?.amountCents,
  };
  for (const [name, value] of Object.entries(expect.complaint ?? {}))
    same(`${name} of the complaint`, value, settled[name as keyof typeof settled]);
  if (expect.priority !== undefined) same('priority', expect.priority, escalation?.priority);
  for (const words of listWords(expect.summary))
    if (!hasWords(JSON.stringify(escalation?.summary ?? null), words))
      problems.push(`the summary does not say ${words}`);
  if (expect.state !== undefined) same('state', expect.state, booking?.status ?? 'none');
  for (const [slot, value] of Object.entries(expect.slots ?? {}))
    same(slot, value, booking?.facts[slot as keyof Booking['facts']] ?? null);
  const refund = booking?.payments.find((payment) => payment.purpose === 'refund')?.amountCents ?? 0;
  const found = {
    total: booking?.quote?.totalCents,
    deposit: booking?.quote?.depositCents,
    balance: booking?.quote?.balanceCents,
    refund,
  };
  for (const [name, cents] of Object.entries(expect.amounts ?? {}))
    same(`${name} in cents`, cents, found[name as keyof typeof found]);
  return problems;
}
