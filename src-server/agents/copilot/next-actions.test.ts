import { describe, expect, it } from 'vitest';
import { sampleProfile } from '../../booking/sample-profile.ts';
import type { Booking } from '../../contract/bookings.ts';
import type { Conversation } from '../../contract/conversations.ts';
import { nextActions } from './next-actions.ts';
import type { Situation } from './situation.ts';
import { askedBefore, openQuestions, type ThreadMessage } from './thread.ts';

const ME = 'me';
const NOW = new Date('2026-05-01T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();

function said(...lines: [from: ThreadMessage['from'], text: string, kind?: string][]): ThreadMessage[] {
  return lines.map(([from, text, kind], index) => ({
    id: `m${index}`,
    seq: index + 1,
    from,
    author: from === 'staff' ? 'Sam' : null,
    text,
    kind: kind ?? null,
    intent: null,
    codes: [],
    at: minutesAgo(lines.length - index),
  }));
}

function situation(
  messages: ThreadMessage[],
  booking?: Partial<Booking>,
  conversation: Partial<Conversation> = {},
): Situation {
  return {
    conversation: {
      status: 'escalated',
      handler: 'staff',
      assignee: { id: ME, name: 'Sam' },
      escalation: null,
      waitingSince: null,
      ...conversation,
    } as Conversation,
    messages,
    booking:
      booking === undefined
        ? undefined
        : ({ id: 'b1', facts: {}, missing: [], payments: [], quote: null, ...booking } as Booking),
    profile: sampleProfile(),
    now: NOW,
  };
}
const kinds = (state: Situation) => nextActions(state, ME).map(({ kind }) => kind);

describe('what is open', () => {
  it('is what was written since the last answer; a hand-over and a receipt are none, thanks ask for nothing', () => {
    const messages = said(
      ['customer', 'Old?'],
      ['ai', 'Answer.', 'answer'],
      ['customer', 'How much is it?'],
      ['ai', 'A person will come.', 'handover'],
      ['ai', 'Paid.', 'payment'],
      ['customer', 'Can I talk to a person?'],
      ['customer', 'thanks!'],
    );
    expect(openQuestions(messages).map(({ text }) => text)).toEqual(['How much is it?']);
  });

  it('was asked before when most of its words were', () => {
    const messages = said(
      ['customer', 'Is parking for the chef needed?'],
      ['ai', 'No idea.', 'declined'],
      ['customer', 'Do we need parking for the chef?'],
    );
    expect(askedBefore(messages)?.id).toBe('m0');
    expect(
      askedBefore(said(['customer', 'Is parking needed?'], ['ai', 'No.'], ['customer', 'How much is sushi?'])),
    ).toBeUndefined();
  });
});

describe('the next best action', () => {
  it('answers an open question, and one that is asked again before all', () => {
    expect(nextActions(situation(said(['customer', 'How much is it?'])), ME)).toMatchObject([
      { kind: 'draft_reply', title: 'Draft a reply' },
    ]);
    const again = said(
      ['customer', 'Is parking for the chef needed?'],
      ['staff', 'Hello!'],
      ['customer', 'Is parking for the chef needed?'],
    );
    expect(nextActions(situation(again), ME)[0]).toMatchObject({
      kind: 'draft_reply',
      title: 'Answer the repeated question',
    });
  });

  it('takes over first what nobody has, and says how late it is', () => {
    const escalation = {
      status: 'open',
      detail: 'The customer complains.',
      dueAt: minutesAgo(7),
    } as Conversation['escalation'];
    const [action, ...others] = nextActions(
      situation(said(['customer', 'Hello?']), undefined, { assignee: null, escalation }),
      ME,
    );
    expect(action).toMatchObject({ kind: 'take_over', detail: 'The customer complains. It was due 7 minutes ago.' });
    expect(others).toEqual([]);
    expect(nextActions(situation(said(['customer', 'Hello?'])), 'someone else')).toEqual([]);
  });

  it('sends the link of a deposit again, with the amount and the link of the booking and no other', () => {
    const payment = {
      purpose: 'deposit',
      status: 'pending',
      amountCents: 10_000,
      checkoutUrl: 'https://pay.example/c1',
    };
    const waiting = {
      status: 'awaiting_deposit',
      facts: { date: '2026-06-05', time: '18:00' },
      quote: { currency: 'USD' },
      payments: [payment],
    } as Partial<Booking>;
    const [action] = nextActions(situation(said(['staff', 'Hello!']), waiting), ME);
    expect(action).toMatchObject({ kind: 'insert_text', title: 'Send the payment link again' });
    expect(action?.kind === 'insert_text' && action.text).toBe(
      'Here is the link for the $100 deposit for your party on Friday, June 5, 2026 at 6 PM: https://pay.example/c1 Your party is booked as soon as it is paid.',
    );
    expect(kinds(situation(said(['ai', 'Pay here: https://pay.example/c1']), waiting))).toEqual([]);
    const byHand = { ...waiting, payments: [{ ...payment, checkoutUrl: null }] } as Partial<Booking>;
    expect(kinds(situation(said(['staff', 'Hello!']), byHand))).toEqual(['show_booking']);
  });

  it('asks for what a quote needs, and keeps the date of a quoted party', () => {
    const [ask] = nextActions(
      situation(said(['staff', 'Hello!']), { status: 'draft', missing: ['date', 'address'] }),
      ME,
    );
    expect(ask).toMatchObject({ kind: 'insert_text', title: 'Ask for the date and the address' });
    expect(
      kinds(
        situation(said(['staff', 'Hello!']), {
          status: 'quoted',
          quote: { currency: 'USD', totalCents: 77_000 } as Booking['quote'],
        }),
      ),
    ).toEqual(['show_booking']);
  });

  it('resolves what ends with thanks, and has nothing to do in a closed conversation', () => {
    expect(kinds(situation(said(['customer', 'How much?'], ['staff', '$55.'], ['customer', 'thank you!'])))).toEqual([
      'resolve',
    ]);
    expect(kinds(situation(said(['customer', 'How much?'], ['customer', 'thanks'])))).toEqual(['draft_reply']);
    expect(kinds(situation(said(['customer', 'How much?']), undefined, { status: 'closed' }))).toEqual([]);
  });
});

it('asks about an offer for a complaint that was neither taken nor declined', () => {
  const waiting = {
    ...situation(said(['ai', 'Would you like that?'])),
    offered: 'a credit of $25 towards your next party',
  };
  expect(nextActions(waiting, ME)).toMatchObject([
    { kind: 'insert_text', text: expect.stringContaining('a credit of $25 towards your next party') },
  ]);
  expect(nextActions({ ...waiting, offered: undefined }, ME)).toEqual([]);
});
