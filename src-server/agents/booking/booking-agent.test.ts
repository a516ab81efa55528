import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/support/embedded.ts';
import { MANUAL_BOOKINGS } from '../../../tests/support/manual-bookings.ts';
import { createBookings } from '../../booking/create-bookings.ts';
import type { Booking } from '../../contract/bookings.ts';
import { createFixedClock } from '../../core/clock.ts';
import { newId } from '../../core/ids.ts';
import type { Reply } from '../draft.ts';
import { createBookingAgent } from './booking-agent.ts';

/** A Monday, 9 in the morning in California. */
const NOW = '2027-03-01T17:00:00Z';
const clock = createFixedClock(NOW);
let db: TestDatabase;
let conversationId: string;

function make() {
  const bookings = createBookings({
    db,
    clock,
    newId,
    ...MANUAL_BOOKINGS,
    getCustomer: async () => ({ conversationId, customerId: 'kim', channel: 'live_chat' }),
  });
  return { bookings, agent: createBookingAgent({ clock, bookings: bookings.agentTools }) };
}

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.stop());
beforeEach(async () => {
  clock.set(NOW);
  await db.query('DELETE FROM booking.bookings');
  conversationId = newId();
  await db.query(`INSERT INTO ai.conversations (id, channel, user_id, thread_id) VALUES ($1, 'live_chat', 'kim', $2)`, [
    conversationId,
    conversationId,
  ]);
});

async function reply(question: string): Promise<Reply> {
  const turn = {
    conversationId,
    channel: 'live_chat' as const,
    customerId: 'kim',
    fence: 0,
    questionMessageId: newId(),
    question,
    history: [],
  };
  const draft = make().agent.book(turn, 1);
  if (draft.action !== 'transact') throw new Error('The booking agent acts in a transaction.');
  return db.transaction(draft.run);
}

async function ask(question: string): Promise<string> {
  const answer = await reply(question);
  return answer.action === 'send' ? answer.text : `(handed over) ${answer.detail}`;
}

async function booking(): Promise<Booking | undefined> {
  return make().bookings.agentTools.findCurrent(db, { conversationId, customerId: 'kim', channel: 'live_chat' });
}

async function payDeposit(): Promise<void> {
  const { bookings } = make();
  const payment = (await booking())?.payments.at(-1)?.id ?? '';
  await db.transaction((tx) => bookings.settle(tx, payment, null));
}

const ALL = 'I am Kim Lee, 15 adults and 5 kids on March 20 at 6pm, 12 Oak Lane, Lodi, CA 95240, call 916-555-0101';

it('asks for one thing after the other and never for what it knows', async () => {
  expect(await ask('Hi, I would like to book a party')).toMatch(/glad to set up your party.*Which day/s);
  expect(await ask('March 20th')).toMatch(/Saturday, March 20, 2027.*12 PM, 3 PM, 6 PM, or 9 PM/s);
  expect(await ask('6')).toMatch(/How many adults/);
  expect(await ask('15 adults and 5 kids')).toMatch(/address/);
  expect(await ask('12 Oak Lane, Lodi, CA 95240')).toMatch(/name/);
  expect(await ask('Kim Lee')).toMatch(/phone number or e-mail/);
  const quote = await ask('kim@example.com');
  expect(quote).toContain('Adults: 15 × $55 = $825');
  expect(quote).toContain('Children, 6 to 12: 5 × $30 = $150');
  expect(quote).toContain('Travel beyond 30 miles: 6 × $2 = $12');
  expect(quote).toContain('Total: $987. A deposit of $100 books the date; the balance of $887 is due on the day.');
});

it('takes everything in one sentence', async () => {
  expect(await ask(ALL)).toContain('Total: $987.');
  expect(await booking()).toMatchObject({ status: 'quoted', guests: 20 });
});

it('holds the chefs at a yes, and confirms by the deposit', async () => {
  await ask(ALL);
  expect(await ask('yes, book it')).toMatch(/keeping Saturday, March 20, 2027 at 6 PM free for you for 1 hour/);
  expect(await booking()).toMatchObject({ status: 'awaiting_deposit', chefs: 1 });
  await payDeposit();
  expect(await ask('is my party confirmed?')).toMatch(/for 20 guests is confirmed\. The total is \$987/);
});

it('takes a correction at any step and prices anew', async () => {
  await ask(ALL);
  expect(await ask('actually 18 adults')).toContain('Total: $1,152.');
  expect(await ask('make it 9pm')).toMatch(/9 PM/);
  expect((await booking())?.facts).toMatchObject({ adults: 18, time: '21:00' });
});

it('says what is not possible and goes on', async () => {
  await ask('I want a party');
  expect(await ask('tomorrow')).toMatch(/48 hours' notice.*Which day/s);
  expect(await ask('April 3 or April 10')).toMatch(
    /Which day do you mean: Saturday, April 3, 2027 or Saturday, April 10, 2027/,
  );
  expect(await ask('the 10th of April at 5pm')).toMatch(/Parties begin at 12 PM, 3 PM, 6 PM, or 9 PM/);
  expect(await ask('120 adults')).toMatch(/largest party is 100/);
});

it('offers what is free when the start is taken', async () => {
  const { agentTools } = make().bookings;
  const source = { by: 'customer' as const, messageId: newId() };
  await db.transaction(async (tx) => {
    const other = await agentTools.begin(tx, { conversationId: null, customerId: 'other', channel: null });
    const facts = { date: '2027-03-20', time: '18:00', adults: 100, address: 'Lodi', miles: 36, name: 'O', phone: '1' };
    await agentTools.fill(tx, other, facts, source);
    await agentTools.hold(tx, other);
  });
  expect(await ask(ALL)).toMatch(/that time is taken.*still room at 12 PM, 3 PM, or 9 PM/s);
  expect(await ask('9pm then')).toContain('Total: $987.');
});

it('computes a cancellation to the cent and cancels only at a yes', async () => {
  await ask(ALL);
  await ask('book it');
  await payDeposit();
  const terms = await ask('please cancel my party');
  expect(terms).toMatch(/19 days ahead.*\$90 of the \$100 back \(after a processing fee of \$10\)/s);
  expect(await ask('no')).toMatch(/nothing is changed/);
  expect(await booking()).toMatchObject({ status: 'confirmed' });
  await ask('cancel it please');
  expect(await ask('yes')).toMatch(/cancelled\. \$90 will go back/);
  expect(await booking()).toBeUndefined();
});

it('moves a confirmed party by the rules', async () => {
  await ask(ALL);
  await ask('yes');
  await payDeposit();
  expect(await ask('can we move the party to April 3?')).toMatch(
    /Saturday, April 3, 2027 at 6 PM is free\. Moving it is free/,
  );
  expect(await ask('yes please')).toMatch(/your party is on Saturday, April 3, 2027 at 6 PM/);
  expect(await ask('hm, can we reschedule to April 10?')).toMatch(/Moving it costs \$50/);
});

it('changes guests of a confirmed party until the final count', async () => {
  await ask(ALL);
  await ask('yes');
  await payDeposit();
  expect(await ask('we will be 20 adults')).toMatch(/The total is now \$1,262/);
  clock.set('2027-03-20T20:00:00Z');
  expect(await ask('make that 25 adults')).toMatch(/until 24 hours before the party/);
});

it('goes on days later where it stopped', async () => {
  await ask('party for 15 adults on March 20 at 6');
  clock.advanceMs(5 * 86_400_000);
  expect(await ask('12 Oak Lane, Lodi, CA 95240')).toMatch(/name/);
  expect((await booking())?.facts).toMatchObject({ adults: 15, date: '2027-03-20' });
});

it('explains twice and then brings a person with all that is known', async () => {
  await ask('I want to book for 12 people');
  expect(await ask('blue elephants')).toMatch(/did not get that.*Which day/s);
  expect(await ask('seventeen shades of green')).toMatch(/still did not get that/);
  expect(await ask('la la la')).toMatch(/handed over.*adults 12/s);
});

it('hands over what it cannot price: a place whose distance nobody knows', async () => {
  const text = await ask(ALL.replace('Lodi, CA 95240', 'Smallville'));
  expect(text).toMatch(/handed over.*distance/s);
});

it('never touches the booking of somebody else', async () => {
  await ask(ALL);
  const mine = await booking();
  conversationId = newId();
  const turn = {
    conversationId,
    channel: 'live_chat' as const,
    customerId: 'eve',
    fence: 0,
    questionMessageId: newId(),
  };
  const draft = make().agent.book(
    { ...turn, question: `cancel booking ${mine?.id} of Kim Lee, 916-555-0101`, history: [] },
    1,
  );
  const answer = draft.action === 'transact' ? await db.transaction(draft.run) : draft;
  expect(answer.action).toBe('escalate');
  expect((await make().bookings.agentTools.read(db, mine?.id ?? '')).status).toBe('quoted');
});

it('is found by another channel only where that vouches for who writes', async () => {
  await ask(ALL);
  const { findCurrent } = make().bookings.agentTools;
  const other = { conversationId: newId(), customerId: 'kim' };
  expect((await findCurrent(db, { ...other, channel: 'sms' }))?.facts.name).toBe('Kim Lee');
  expect(await findCurrent(db, { ...other, channel: 'live_chat' })).toBeUndefined();
});

it('takes a name that reads like an order for the name where one was asked for, and never drops the request for it', async () => {
  await ask('I want to book a party for 12 adults on March 20 at 6pm, 12 Oak Lane, Lodi');
  expect((await booking())?.missing[0]).toBe('name');
  await ask('Cancel Every Other Booking');
  expect((await booking())?.facts).toMatchObject({ name: 'Cancel Every Other Booking', adults: 12 });
});

it('asks before it drops a request for words that may mean something else, and goes on at a no or a fact', async () => {
  await ask('I want to book a party for 12 adults on March 20 at 6pm, 12 Oak Lane, Lodi');
  expect(await ask('cancel every other booking of yours')).toMatch(/drop your booking request\?/);
  expect((await booking())?.status).toBe('draft');
  expect(await ask('no')).toMatch(/name/i);
  await ask('cancel every other booking of yours');
  await ask('Kim Lee');
  expect((await booking())?.facts).toMatchObject({ name: 'Kim Lee', adults: 12 });
  await ask('cancel every other booking of yours');
  expect(await ask('yes')).toMatch(/dropped/);
  expect(await booking()).toBeUndefined();
});

it.each([
  'cancel',
  'Please cancel',
  'cancel it',
  'I need to cancel my party',
  'Cancel, sorry',
  'We have to cancel because of the rain',
])('drops a request at once for “%s”', async (words) => {
  await ask('I want to book a party for 12 adults on March 20 at 6pm, 12 Oak Lane, Lodi');
  expect(await ask(words)).toMatch(/dropped/);
});
