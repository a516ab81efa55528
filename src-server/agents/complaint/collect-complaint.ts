import type { Reply } from '../draft.ts';
import { type Choice, chooseResolution, mayOffer } from './choose-resolution.ts';
import type { Complaint, FactName } from './complaint.store.ts';
import { insertOffer, listOffers, lockSpent } from './complaint-offer.store.ts';
import { empathyText, giftText, NOTED, offerText, partyDay, questionText } from './complaint-phrases.ts';
import { type ComplaintTalk, keep, noted, partyKeys, send, withFact } from './complaint-talk.ts';
import type { OwnParty } from './complaint-tools.ts';
import { handOverComplaint, summarise } from './hand-over-complaint.ts';
import { readParty, readWants } from './read-complaint.ts';
import { givesOnlyDetails, tellsDetails } from './read-details.ts';
import { saysOnlyThatItComplains, worse } from './severity.ts';

const OFFER_DAYS = 14;
const DAY_MS = 86_400_000;

/** Takes in what a message tells of a complaint, and asks for what is missing, once; then offers, or hands over. */
export async function collect(talk: ComplaintTalk, before: Complaint): Promise<Reply> {
  const { assessment, trace, limits } = talk;
  const complaint = takeIn(talk, before);
  const judged = noted(trace, `severity: ${complaint.severity}`, assessment.reasons.join('; '));
  const limitsOfIt = limits[complaint.severity];
  if (talk.earlier > 0) return toPerson({ ...talk, trace: judged }, complaint, 'the customer complained before');
  if (!mayOffer(limitsOfIt))
    return toPerson(
      { ...talk, trace: judged },
      complaint,
      `nothing may be offered for a ${complaint.severity} complaint`,
    );
  const open = before.memory.asked.filter((name) => isOpen(complaint, name));
  if (onlyDetails(talk, before) && open.length > 0) {
    const question = questionText(open, talk.parties);
    await keep(talk, { ...complaint, memory: { ...complaint.memory, question, apologised: true } });
    const words = complaint.memory.apologised ? [NOTED] : sorry(talk, complaint);
    return send([...words, question].join(' '), noted(judged, 'facts', `noted, still asks for ${open.join(', ')}`));
  }
  const missing = (['what', 'party', 'wants'] as const).filter((name) => isMissing(complaint, name));
  // What happened decides how grave it is, so that it is asked for by itself.
  const asks: FactName[] = missing.includes('what') ? ['what'] : missing;
  if (asks.length > 0) {
    const question = questionText(asks, talk.parties);
    const asked = { ...complaint.memory, asked: [...complaint.memory.asked, ...asks], question };
    await keep(talk, { ...complaint, memory: { ...asked, apologised: true } });
    const detail = `asked for ${asks.join(', ')}`;
    return send([...sorry(talk, complaint), question].join(' '), noted(judged, 'facts', detail));
  }
  return offer({ ...talk, trace: judged }, complaint);
}

/** A fact that was asked for and not told stays open for a person. */
function isMissing(complaint: Complaint, name: FactName): boolean {
  return !complaint.memory.asked.includes(name) && isOpen(complaint, name);
}

const isOpen = ({ facts }: Complaint, name: FactName) => !facts.some((fact) => fact.name === name);

/** So often the question is put again behind details; then any text is taken for its answer. */
const MOST_DETAILS = 5;

/** Whether the message gives details of the complaint and leaves open what was asked. */
export function onlyDetails({ turn, now, assessment }: ComplaintTalk, before: Complaint): boolean {
  const asksForParty = before.memory.asked.includes('party') && isOpen(before, 'party');
  return (
    assessment.topics.length === 0 &&
    before.facts.filter(({ name }) => name === 'detail').length < MOST_DETAILS &&
    givesOnlyDetails(turn.question, { asksForParty, now })
  );
}

function takeIn(talk: ComplaintTalk, before: Complaint): Complaint {
  const { turn, parties, now, timeZone, assessment, understanding } = talk;
  const text = turn.question.trim().slice(0, 1_000);
  const { memory } = before;
  const add = (facts: Complaint['facts'], name: FactName, words: string, messageId: string | null) =>
    withFact(facts, { name, text: words, messageId });
  const wants = readWants(text);
  const wasAsked = (name: FactName) => memory.asked.includes(name) && isOpen(before, name);
  let { facts } = before;
  const isDetail = tellsDetails(text);
  const tellsMore = !onlyDetails(talk, before);
  const tells =
    assessment.topics.length > 0 ||
    (tellsMore && ((facts.length === 0 && !saysOnlyThatItComplains(text)) || wasAsked('what')));
  if (tells) facts = add(facts, 'what', text, turn.questionMessageId);
  const party =
    before.bookingId === null ? readParty(text, parties, { now, timeZone, wasAsked: wasAsked('party') }) : undefined;
  if (party !== undefined) facts = add(facts, 'party', partyWords(party), null);
  else if (wasAsked('party') && before.bookingId === null && (tellsMore || /\d/.test(text)))
    facts = add(facts, 'party', text, turn.questionMessageId);
  // What was asked for is taken as it is told, understood or not.
  if (isDetail && !tells) facts = add(facts, 'detail', text, turn.questionMessageId);
  if (wants !== undefined || (tellsMore && wasAsked('wants')))
    facts = add(facts, 'wants', text, turn.questionMessageId);
  return {
    ...before,
    severity: worse(before.severity, assessment.severity),
    bookingId: party?.bookingId ?? before.bookingId,
    customerKeys: [...new Set([...before.customerKeys, ...(party === undefined ? [] : partyKeys(party))])],
    facts,
    memory: {
      ...memory,
      topics: [...new Set([...memory.topics, ...assessment.topics, ...(understanding?.topics ?? [])])],
      wants: wants === undefined || wants === 'some' ? memory.wants : wants,
    },
  };
}

function partyWords(party: OwnParty): string {
  return `${partyDay(party)}, ${party.guests} guests`;
}

/** Says once that we are sorry. */
function sorry({ understanding }: ComplaintTalk, { memory }: Complaint): string[] {
  if (memory.apologised) return [];
  return [understanding?.empathy ?? empathyText(memory.topics)];
}

async function offer(talk: ComplaintTalk, complaint: Complaint): Promise<Reply> {
  const { deps, tx, now, limits, currency, turn } = talk;
  const party = talk.parties.find(({ bookingId }) => bookingId === complaint.bookingId);
  const keys = complaint.customerKeys;
  const spent = await lockSpent(tx, { keys, days: limits.perCustomer.days, now, timeZone: talk.timeZone });
  const choice: Choice = chooseResolution(limits, {
    severity: complaint.severity,
    wants: complaint.memory.wants,
    party,
    spent,
  });
  if (choice.kind === 'person') return toPerson(talk, complaint, choice.reason);
  const { resolution, reasons } = choice;
  const isSettled = resolution.kind === 'apology';
  await keep(talk, {
    ...complaint,
    state: isSettled ? 'resolved' : 'offered',
    memory: {
      ...complaint.memory,
      apologised: true,
      question: isSettled ? undefined : 'Would you like what I offered?',
    },
  });
  await insertOffer(tx, {
    ...resolution,
    id: deps.newId(),
    complaintId: complaint.id,
    currency,
    state: isSettled ? 'granted' : 'offered',
    customerKeys: keys,
    limitsVersion: talk.limitsVersion,
    askedMessageId: turn.questionMessageId,
    validUntil: new Date(now.getTime() + OFFER_DAYS * DAY_MS),
    at: now,
  });
  const trace = noted(noted(talk.trace, 'limits', reasons.join('; ')), 'offer', giftText(resolution, currency));
  return send([...sorry(talk, complaint), offerText(resolution, currency)].join(' '), trace);
}

/** Hands the complaint over with all that is known, and says so with the one apology, where none was said yet. */
export async function toPerson(
  talk: ComplaintTalk,
  complaint: Complaint,
  why: string,
  preface?: string,
): Promise<Reply> {
  const words = preface ?? sorry(talk, complaint).join(' ');
  const after = { ...complaint, state: 'with_staff' as const, memory: { ...complaint.memory, question: undefined } };
  await keep(talk, { ...after, memory: { ...after.memory, apologised: true } });
  const summary = summarise(complaint, await listOffers(talk.tx, complaint.id));
  const priority = complaint.severity === 'minor' ? 'normal' : 'high';
  const detail = `A ${complaint.severity} complaint: ${why}.`;
  return handOverComplaint(detail, priority, summary, words, noted(talk.trace, 'limits', why, false));
}
