import { createAgentTools } from './agent-tools.ts';
import { createAmendBooking } from './amend-booking.ts';
import { type BookingRoutesDeps, createBookingRoutes } from './booking.routes.ts';
import { createCancelBooking } from './cancel-booking.ts';
import { createFillBooking } from './fill-booking.ts';
import { createHoldBooking } from './hold-booking.ts';
import { createMoveBooking } from './move-booking.ts';
import { createSettlePayment } from './settle-payment.ts';

export type CreateBookingsDeps = Omit<BookingRoutesDeps, 'fill' | 'hold' | 'settle' | 'cancel' | 'move'>;

/** Everything that the rest of the sidecar needs of bookings. */
export function createBookings(deps: CreateBookingsDeps) {
  const fill = createFillBooking(deps);
  const amend = createAmendBooking(deps);
  const hold = createHoldBooking(deps);
  const settle = createSettlePayment(deps);
  const cancel = createCancelBooking(deps);
  const move = createMoveBooking(deps);
  return {
    settle,
    agentTools: createAgentTools(deps, { fill, amend, hold, cancel, move }),
    routes: createBookingRoutes({ ...deps, fill, hold, settle, cancel, move }),
  };
}
