import type { HandoverSummary, Priority } from '../../contract/conversations.ts';
import type { Reply } from '../draft.ts';
import type { Complaint } from './complaint.store.ts';
import type { OfferRow } from './complaint-offer.store.ts';
import { giftText } from './complaint-phrases.ts';

type Line = HandoverSummary['facts'][number];

/** What the person who takes over reads, in five fixed fields; each fact with the message that it came from. */
export function summarise(
  complaint: Pick<Complaint, 'facts' | 'memory'>,
  offers: readonly OfferRow[],
): HandoverSummary {
  const { facts, memory } = complaint;
  const line = (text: string): Line => ({ text, messageId: null });
  const of = (name: string) =>
    facts.filter((fact) => fact.name === name).map(({ text, messageId }) => ({ text, messageId }));
  const open = [
    ...(of('what').length === 0 ? ['What happened.'] : []),
    ...(of('party').length === 0 ? ['Which party it was.'] : []),
    ...(of('wants').length === 0 ? ['What would make it right.'] : []),
    ...offers.filter(({ state, kind }) => state === 'granted' && (kind === 'refund' || kind === 'redo')).map(toDo),
  ];
  return {
    wants: of('wants'),
    facts: [...of('what'), ...of('party'), ...of('detail')],
    tried: [
      ...(memory.apologised ? ['We said that we are sorry.'] : []),
      ...(memory.asked.length > 0 ? [`We asked for: ${memory.asked.map((name) => ASKED[name]).join(', ')}.`] : []),
    ].map(line),
    offered: offers.map((offer) => line(`${upper(giftText(offer, offer.currency))}: ${STATES[offer.state]}.`)),
    open: open.map(line),
  };
}

const ASKED = { what: 'what happened', party: 'the party', detail: 'details', wants: 'what would make it right' };
const STATES = { offered: 'not answered', granted: 'accepted', declined: 'declined' };

function toDo(offer: OfferRow): string {
  return offer.kind === 'redo' ? 'Agree on a day to cook again.' : `Send ${giftText(offer, offer.currency)}.`;
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export function handOverComplaint(
  detail: string,
  priority: Priority,
  summary: HandoverSummary,
  preface: string,
  trace: Reply['trace'],
): Reply {
  return { action: 'escalate', reason: 'complaint', priority, detail, summary, preface, trace };
}
