import type { Reply } from '../draft.ts';
import { collect, onlyDetails, toPerson } from './collect-complaint.ts';
import type { Complaint } from './complaint.store.ts';
import { decideOffer, findPendingOffer, listOffers, type OfferRow } from './complaint-offer.store.ts';
import { codeText, giftText, grantedByHandText, NOTED, refundedText } from './complaint-phrases.ts';
import { type ComplaintTalk, keep, noted, send, withFact } from './complaint-talk.ts';
import { handOverComplaint, summarise } from './hand-over-complaint.ts';
import { readReply } from './read-complaint.ts';
import { worse } from './severity.ts';

const DAY_MS = 86_400_000;

/** The customer answers an offer: a yes grants it, with the message that says so; a no leads to a person. */
export async function answerOffer(talk: ComplaintTalk, complaint: Complaint): Promise<Reply> {
  const { tx, now, turn, assessment } = talk;
  const offer = await findPendingOffer(tx, complaint.id);
  if (offer === undefined) return collect(talk, { ...complaint, state: 'collecting' });
  const isGraver = worse(complaint.severity, assessment.severity) !== complaint.severity;
  const reply = readReply(turn.question);
  if (!isGraver && onlyDetails(talk, complaint) && readReply(turn.question.replace(LEADING, '')) === 'unclear')
    return noteDetail(talk, complaint, offer);
  if (reply === 'no' || isGraver || assessment.topics.length > 0) {
    await decideOffer(tx, offer.id, { ...decision(talk), state: 'declined' });
    const what = {
      name: 'what' as const,
      text: turn.question.trim().slice(0, 1_000),
      messageId: turn.questionMessageId,
    };
    const told = {
      ...complaint,
      severity: worse(complaint.severity, assessment.severity),
      facts: withFact(complaint.facts, what),
    };
    return toPerson(talk, told, reply === 'no' ? 'the customer declined the offer' : 'more was told after the offer');
  }
  if (reply === 'unclear') return askAgain(talk, complaint, offer);
  if (new Date(offer.validUntil) <= now) return toPerson(talk, complaint, 'the offer had run out when it was accepted');
  return grant(talk, complaint, offer);
}

const decision = ({ turn, now }: ComplaintTalk) =>
  ({ code: null, messageId: turn.questionMessageId, validUntil: null, at: now }) as const;

/** "Please find the photos" takes up nothing. */
const LEADING = /^\W*(?:please|thank(?:s| you))\b/i;

async function noteDetail(talk: ComplaintTalk, complaint: Complaint, offer: OfferRow): Promise<Reply> {
  const { question, questionMessageId } = talk.turn;
  const detail = { name: 'detail' as const, text: question.trim().slice(0, 1_000), messageId: questionMessageId };
  await keep(talk, { ...complaint, facts: withFact(complaint.facts, detail) });
  return send(`${NOTED} ${yesOrNo(offer)}`, noted(talk.trace, 'facts', 'noted; the offer is still open'));
}

const yesOrNo = (offer: OfferRow) =>
  `I can offer you ${giftText(offer, offer.currency)}. Is that a yes or a no? With a no, a person on our team takes it from here.`;

async function askAgain(talk: ComplaintTalk, complaint: Complaint, offer: OfferRow): Promise<Reply> {
  if (complaint.memory.misses > 0) return toPerson(talk, complaint, 'the customer neither took nor declined the offer');
  await keep(talk, { ...complaint, memory: { ...complaint.memory, misses: 1 } });
  return send(yesOrNo(offer), noted(talk.trace, 'offer', 'the answer was neither a yes nor a no'));
}

/** All of it in the transaction that sends the answer: what is told was done, and what is done was told. */
async function grant(talk: ComplaintTalk, complaint: Complaint, offer: OfferRow): Promise<Reply> {
  const { deps, tx, now, limits, timeZone } = talk;
  const trace = noted(talk.trace, 'granted', giftText(offer, offer.currency));
  const isCode = offer.kind === 'credit' || offer.kind === 'discount';
  const code = isCode ? deps.newCode() : null;
  const validUntil = new Date(now.getTime() + limits.codeValidDays * DAY_MS);
  await decideOffer(tx, offer.id, {
    ...decision(talk),
    state: 'granted',
    code,
    validUntil: isCode ? validUntil : null,
  });
  const settled = { ...complaint, state: 'resolved' as const, memory: { ...complaint.memory, question: undefined } };
  if (code !== null) {
    await keep(talk, settled);
    return send(codeText(offer, offer.currency, code, dayOf(validUntil, timeZone)), trace);
  }
  if (
    offer.kind === 'refund' &&
    complaint.bookingId !== null &&
    (await deps.complaintTools.refundPart(tx, complaint.bookingId, offer.amountCents))
  ) {
    await keep(talk, settled);
    return send(refundedText(offer.amountCents, offer.currency), trace);
  }
  await keep(talk, { ...settled, state: 'with_staff' });
  const summary = summarise(complaint, await listOffers(tx, complaint.id));
  const detail = `Granted within the limits, and to be carried out: ${giftText(offer, offer.currency)}.`;
  return handOverComplaint(detail, 'normal', summary, grantedByHandText(offer, offer.currency), trace);
}

/** The day of the calendar of the business. */
function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
}
