import type { CreateBookingsDeps } from '../../src-server/booking/create-bookings.ts';
import { manualProvider } from '../../src-server/booking/payments/manual-provider.ts';
import { createLog } from '../../src-server/core/log.ts';

/** What bookings need beside a database and a clock, where staff record deposits and nobody listens. */
export const MANUAL_BOOKINGS: Omit<CreateBookingsDeps, 'db' | 'clock' | 'newId' | 'getCustomer'> = {
  readTimeZone: async () => 'America/Los_Angeles',
  readBusinessName: async () => 'MyHibachi',
  provider: manualProvider,
  webhookSecret: undefined,
  jobs: { define: ({ name }) => ({ name, enqueue: async () => {} }) },
  log: createLog({ level: 'silent', write: () => {} }),
  quietLeftMs: async () => 0,
  sendMessage: async () => {},
  askForPerson: async () => {},
};
