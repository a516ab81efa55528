import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Booking } from '../contract/bookings.ts';
import { AppError } from '../core/errors.ts';

export interface CalendarFileOptions {
  businessName: string;
  durationMinutes: number;
  now: Date;
}

const STATUS: Partial<Record<Booking['status'], ICalEventStatus>> = {
  confirmed: ICalEventStatus.CONFIRMED,
  completed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};

/**
 * A party for a calendar. Its UID stays the same and its sequence grows with each change, so that opening a newer file
 * moves or removes the entry instead of adding another. Times are written in UTC, which every calendar shows in the
 * zone of whoever looks.
 */
export function calendarFile(booking: Booking, { businessName, durationMinutes, now }: CalendarFileOptions): string {
  if (booking.startsAt === null)
    throw new AppError('CONFLICT', 'This party has no date and time yet, so there is nothing to put into a calendar.');
  const start = new Date(booking.startsAt);
  const isCancelled = booking.status === 'cancelled';
  const calendar = ical({
    prodId: { company: 'Teppan', product: 'Bookings', language: 'EN' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${booking.id}@teppan`,
    sequence: booking.version,
    start,
    end: new Date(start.getTime() + durationMinutes * 60_000),
    stamp: now,
    summary: `${businessName}: party for ${booking.guests}`,
    location: booking.address,
    description: { plain: `Booked for ${booking.customerName ?? booking.customerId}, ${booking.guests} guests.` },
    status: STATUS[booking.status] ?? ICalEventStatus.TENTATIVE,
  });
  return calendar.toString();
}

/** The file as it is downloaded. */
export function toFile(booking: Booking, options: CalendarFileOptions): File {
  return new File([calendarFile(booking, options)], 'party.ics', { type: 'text/calendar; charset=utf-8' });
}
