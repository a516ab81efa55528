import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Booking, BookingFacts } from '../../src-server/contract/bookings.ts';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let staff: ApiClient;

beforeAll(async () => {
  server = await startTestServer({ startsEmpty: true });
  staff = await server.as('owner');
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.clock.set('2027-03-01T17:00:00Z');
  await server.db.query('DELETE FROM booking.bookings');
});

const PARTY: Partial<BookingFacts> = {
  date: '2027-03-20',
  time: '18:00',
  adults: 20,
  address: '12 Oak Lane, Lodi',
  miles: 36,
  name: 'Kim Lee',
  phone: '+1 916-555-0101',
};

async function confirmed(facts: Partial<BookingFacts> = {}): Promise<Booking> {
  const begun = await staff.bookings.create({ facts: { ...PARTY, ...facts } });
  const held = await staff.bookings.hold({ id: begun.id, expectedVersion: begun.version });
  return staff.bookings.markPaid({ id: held.id, expectedVersion: held.version });
}

describe('bookings by staff', () => {
  it('go from facts to a quote, a hold, a deposit and a calendar file', async () => {
    const booking = await confirmed();
    expect(booking).toMatchObject({ status: 'confirmed', chefs: 1, quote: { totalCents: 111_200 } });
    expect(booking.sources.date).toMatchObject({ by: 'staff', messageId: null });
    const file = await staff.bookings.calendarFile({ id: booking.id });
    expect(file.type).toMatch(/^text\/calendar/);
    const text = await file.text();
    expect(text).toContain(`UID:${booking.id}@teppan`);
    expect(text).toContain(`SEQUENCE:${booking.version}`);
    expect(text).toContain('DTSTART:20270321T010000Z\r\n');
    expect(text).toContain('DTEND:20270321T023000Z\r\n');
  });

  it('tell calendars that a party is cancelled, in a newer state of the same entry', async () => {
    const { id, version } = await confirmed();
    const cancelled = await staff.bookings.cancel({ id, expectedVersion: version, reason: 'Rain' });
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelReason: 'Rain', chefs: 0 });
    expect(cancelled.version).toBeGreaterThan(version);
    const text = await (await staff.bookings.calendarFile({ id })).text();
    expect(text).toContain(`UID:${id}@teppan`);
    expect(text).toContain('STATUS:CANCELLED');
  });

  it('refuse what was decided on an older state', async () => {
    const { id, version } = await staff.bookings.create({ facts: PARTY });
    await staff.bookings.update({ id, expectedVersion: version, facts: { adults: 21 } });
    for (const late of [
      () => staff.bookings.update({ id, expectedVersion: version, facts: { adults: 22 } }),
      () => staff.bookings.hold({ id, expectedVersion: version }),
      () => staff.bookings.cancel({ id, expectedVersion: version }),
    ])
      await expect(late()).rejects.toMatchObject({ code: 'CONFLICT', message: /has changed in the meantime/ });
    expect((await staff.bookings.get({ id })).facts.adults).toBe(21);
  });

  it('name the field that cannot be so, and keep nothing of it', async () => {
    const { id, version } = await staff.bookings.create({ facts: PARTY });
    await expect(
      staff.bookings.update({ id, expectedVersion: version, facts: { date: '2027-02-01', adults: 500 } }),
    ).rejects.toMatchObject({
      code: 'BAD_INPUT',
      data: { issues: [{ path: 'facts.date' }, { path: 'facts.adults' }] },
    });
    expect(await staff.bookings.get({ id })).toMatchObject({ version, facts: PARTY });
  });

  it('change guests of a confirmed party and keep its start, which is rescheduled', async () => {
    const { id, version } = await confirmed();
    await expect(
      staff.bookings.update({ id, expectedVersion: version, facts: { date: '2027-03-21' } }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT', data: { issues: [{ path: 'facts.date' }] } });
    const larger = await staff.bookings.update({ id, expectedVersion: version, facts: { adults: 30 } });
    expect(larger).toMatchObject({ status: 'confirmed', chefs: 2, quote: { totalCents: 166_200 } });
    expect(await staff.bookings.rescheduleTerms({ id })).toEqual({ isAllowed: true, feeCents: 0 });
    const move = { id, date: '2027-04-03', time: '18:00' };
    const moved = await staff.bookings.reschedule({ ...move, expectedVersion: larger.version });
    expect(moved).toMatchObject({ startsAt: '2027-04-04T01:00:00.000Z', rescheduleCount: 1 });
    expect(await staff.bookings.rescheduleTerms({ id })).toEqual({ isAllowed: true, feeCents: 5_000 });
    const waived = await staff.bookings.reschedule({
      ...move,
      date: '2027-04-10',
      expectedVersion: moved.version,
      waiveFee: true,
    });
    expect(waived.payments.filter(({ purpose }) => purpose === 'reschedule_fee')).toEqual([]);
  });

  it('come page by page, the next party first and those without a date last, each once', async () => {
    for (let count = 0; count < 7; count++) {
      const day = String(10 + ((count * 5) % 7)).padStart(2, '0');
      await staff.bookings.create({ facts: { ...PARTY, date: `2027-03-${day}`, phone: `+1 916-555-010${count}` } });
      await staff.bookings.create({ facts: { name: `Guest ${count}` } });
    }
    const seen: Booking['startsAt'][] = [];
    const ids = new Set<string>();
    for (let cursor: string | undefined; ; ) {
      const page = await staff.bookings.list({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      for (const { id, startsAt } of page.items) {
        seen.push(startsAt);
        ids.add(id);
      }
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(ids.size).toBe(14);
    expect(seen).toHaveLength(14);
    const dated = seen.filter((at) => at !== null);
    expect(seen.slice(0, 7)).toEqual(dated.toSorted());
    expect((await staff.bookings.list({ search: 'guest 3' })).items).toHaveLength(1);
    expect((await staff.bookings.list({ status: 'quoted', limit: 100 })).items).toHaveLength(7);
  });

  it('stand in the calendar with the chefs that they take', async () => {
    const { id } = await confirmed({ adults: 60 });
    const { days, chefsPerStart, timeZone } = await staff.bookings.calendar({ from: '2027-03-20', days: 2 });
    expect({ chefsPerStart, timeZone, dates: days.map(({ date }) => date) }).toEqual({
      chefsPerStart: 4,
      timeZone: 'America/Los_Angeles',
      dates: ['2027-03-20', '2027-03-21'],
    });
    expect(days[0]?.starts.find(({ time }) => time === '18:00')).toMatchObject({ chefsTaken: 3, bookings: [{ id }] });
    expect(days[1]?.starts.flatMap(({ bookings }) => bookings)).toEqual([]);
  });
});

describe('customers and bookings', () => {
  it('reach the calendar file of their own party only', async () => {
    const [own, other] = [await server.startChat(), await server.startChat()];
    const { id } = await staff.bookings.create({ conversationId: own.id, facts: PARTY });
    expect(await (await server.client(own.token).bookings.ownCalendarFile({ id })).text()).toContain('BEGIN:VEVENT');
    await expect(server.client(other.token).bookings.ownCalendarFile({ id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(server.client(own.token).bookings.get({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the business profile', () => {
  it('is changed once for each version, and later prices follow it', async () => {
    const { profile, version } = await staff.business.get();
    const dearer = { ...profile, prices: { ...profile.prices, adultCents: 6_050 } };
    const saved = await staff.business.update({ profile: dearer, expectedVersion: version });
    expect(saved.version).toBe(version + 1);
    await expect(staff.business.update({ profile, expectedVersion: version })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const booking = await staff.bookings.create({ facts: PARTY });
    expect(booking.quote?.totalCents).toBe(20 * 6_050 + 6 * 200);
  });
});
