import { api, conversationOf, staffOf } from '../api.ts';
import type { Booking, SomeFacts } from '../contract/bookings.ts';
import { AppError } from '../core/errors.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { isUniqueViolation } from '../database/sql-errors.ts';
import type { createAmendBooking } from './amend-booking.ts';
import { getBookingRow, listConversationBookings } from './booking.store.ts';
import type { BookingDeps } from './booking-deps.ts';
import { insertBusinessProfile, readBusinessProfile } from './business-profile.store.ts';
import { toFile } from './calendar-file.ts';
import { type createCancelBooking, readCancellationTerms } from './cancel-booking.ts';
import { type BookingCustomer, beginBooking, customerIdOf, requireVersion } from './create-booking.ts';
import type { createFillBooking } from './fill-booking.ts';
import type { createHoldBooking } from './hold-booking.ts';
import { listBookings, readCalendar } from './list-bookings.ts';
import type { createMoveBooking } from './move-booking.ts';
import { listPayments } from './payment.store.ts';
import type { createSettleAndTell } from './payments/settle-and-tell.ts';
import { readBooking, toBooking } from './read-booking.ts';
import { readRescheduleTerms } from './read-reschedule-terms.ts';

export interface BookingRoutesDeps extends BookingDeps {
  /** The customer of a conversation. */
  getCustomer: (db: Queryable, conversationId: string) => Promise<BookingCustomer>;
  readBusinessName: (db: Queryable) => Promise<string>;
  fill: ReturnType<typeof createFillBooking>;
  amend: ReturnType<typeof createAmendBooking>;
  hold: ReturnType<typeof createHoldBooking>;
  settle: ReturnType<typeof createSettleAndTell>;
  cancel: ReturnType<typeof createCancelBooking>;
  move: ReturnType<typeof createMoveBooking>;
}

/** Bookings as staff work on them, and the business profile that they are computed from. */
export function createBookingRoutes(deps: BookingRoutesDeps) {
  const { db, clock } = deps;

  /** Changes a booking in one transaction, if it is still as the person saw it, and reads it again. */
  function change(
    { id, expectedVersion }: { id: string; expectedVersion: number },
    work: (tx: Transaction) => Promise<unknown>,
  ) {
    return db.transaction(async (tx) => {
      await requireVersion(tx, id, expectedVersion);
      await work(tx);
      return readBooking(tx, id);
    });
  }

  async function fillByStaff(tx: Transaction, id: string, facts: Parameters<typeof deps.fill>[2]): Promise<void> {
    const source = { by: 'staff', messageId: null } as const;
    if ((await getBookingRow(tx, id)).status === 'confirmed') {
      refuseMove(facts);
      return void (await deps.amend(tx, id, facts, source));
    }
    const { problems } = await deps.fill(tx, id, facts, source);
    if (problems.length === 0) return;
    throw new AppError('BAD_INPUT', problems.map((problem) => problem.message).join(' '), {
      issues: problems.map(({ fact, message }) => ({ path: `facts.${fact}`, message })),
    });
  }

  async function fileOf(booking: Booking): Promise<File> {
    const { profile } = await readBusinessProfile(db);
    const { durationMinutes } = profile.events;
    return toFile(booking, { businessName: await deps.readBusinessName(db), durationMinutes, now: clock.now() });
  }

  const routes = api.bookings;
  return {
    bookings: {
      list: routes.list.handler(({ input }) => listBookings(db, input)),
      calendar: routes.calendar.handler(async ({ input }) => readCalendar(db, input, await deps.readTimeZone(db))),
      get: routes.get.handler(({ input }) => readBooking(db, input.id)),
      ofConversation: routes.ofConversation.handler(async ({ input }) => {
        const rows = await listConversationBookings(db, input.id);
        return { items: await Promise.all(rows.map((row) => toBooking(db, row))) };
      }),
      create: routes.create.handler(({ input }) =>
        db.transaction(async (tx) => {
          const customer =
            input.conversationId === undefined
              ? { conversationId: null, customerId: customerIdOf(input.facts), channel: null }
              : await deps.getCustomer(tx, input.conversationId);
          const id = await beginBooking(tx, deps, customer);
          await fillByStaff(tx, id, input.facts);
          return readBooking(tx, id);
        }),
      ),
      update: routes.update.handler(({ input }) => change(input, (tx) => fillByStaff(tx, input.id, input.facts))),
      hold: routes.hold.handler(({ input }) => change(input, (tx) => deps.hold(tx, input.id))),
      markPaid: routes.markPaid.handler(({ input, context }) =>
        change(input, async (tx) => {
          const due = (await listPayments(tx, input.id)).find(({ status }) => status === 'pending');
          if (due === undefined) throw new AppError('CONFLICT', 'There is no payment to wait for.');
          await deps.settle(tx, due.id, staffOf(context).id);
        }),
      ),
      cancellationTerms: routes.cancellationTerms.handler(async ({ input }) =>
        readCancellationTerms(db, await getBookingRow(db, input.id), clock.now(), await deps.readTimeZone(db)),
      ),
      cancel: routes.cancel.handler(({ input }) => change(input, (tx) => deps.cancel(tx, input.id, input.reason))),
      rescheduleTerms: routes.rescheduleTerms.handler(async ({ input }) =>
        readRescheduleTerms(db, await getBookingRow(db, input.id), clock.now(), await deps.readTimeZone(db)),
      ),
      calendarFile: routes.calendarFile.handler(async ({ input }) => fileOf(await readBooking(db, input.id))),
      ownCalendarFile: routes.ownCalendarFile.handler(async ({ input, context }) => {
        const booking = await readBooking(db, input.id);
        if (booking.conversationId !== conversationOf(context))
          throw new AppError('NOT_FOUND', 'This conversation has no such booking.');
        return fileOf(booking);
      }),
      reschedule: routes.reschedule.handler(({ input }) =>
        change(input, (tx) =>
          deps.move(tx, input.id, {
            date: input.date,
            time: input.time,
            by: 'staff',
            messageId: null,
            waivesFee: input.waiveFee,
          }),
        ),
      ),
    },
    business: {
      get: api.business.get.handler(() => readBusinessProfile(db)),
      update: api.business.update.handler(({ input, context }) =>
        db.transaction(async (tx) => {
          const { version } = await readBusinessProfile(tx);
          if (version !== input.expectedVersion) throw changedMeanwhile();
          try {
            await insertBusinessProfile(tx, input.profile, version + 1, staffOf(context).id, clock.now());
          } catch (error) {
            throw isUniqueViolation(error) ? changedMeanwhile() : error;
          }
          tx.emit({ type: 'system.notice' });
          return readBusinessProfile(tx);
        }),
      ),
    },
  };
}

/** The start and the place of a confirmed party are changed by rescheduling, which has rules of its own. */
function refuseMove(facts: SomeFacts): void {
  const fixed = (['date', 'time', 'address', 'miles'] as const).filter((name) => facts[name] !== undefined);
  if (fixed.length === 0) return;
  const message = 'This party is confirmed: reschedule it, or cancel it and begin a new one.';
  throw new AppError('BAD_INPUT', message, { issues: fixed.map((name) => ({ path: `facts.${name}`, message })) });
}

function changedMeanwhile(): AppError {
  return new AppError('CONFLICT', 'Somebody else changed the business profile in the meantime. Load it again.');
}
