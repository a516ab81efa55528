import { z } from 'zod';
import { createBookings } from './booking/create-bookings.ts';
import { manualProvider } from './booking/payments/manual-provider.ts';
import { createStripeProvider } from './booking/payments/stripe-provider.ts';
import type { Config } from './config.ts';
import type { Clock } from './core/clock.ts';
import type { Log } from './core/log.ts';
import type { Database } from './database/database.ts';
import { getConversation } from './desk/conversation.store.ts';
import type { createEscalate } from './desk/escalate.ts';
import { quietLeftMs } from './desk/quiet-hours.ts';
import { createTellCustomer } from './desk/tell-customer.ts';
import type { Jobs } from './jobs/create-jobs.ts';
import { readConversationRules } from './settings/conversation-rules/conversation-rules.store.ts';
import { readSettings } from './settings/settings.store.ts';

export interface BookingCompositionDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  log: Log;
  jobs: Pick<Jobs, 'define' | 'schedule'>;
  stripe: Config['stripe'];
  /** Where customers chat. */
  chatUrl: () => string;
  escalate: ReturnType<typeof createEscalate>;
}

/** Hands bookings what they need of the desk, chooses who takes deposits, and has them looked after. */
export function composeBookings({ stripe, chatUrl, escalate, ...base }: BookingCompositionDeps) {
  const bookings = createBookings({
    ...base,
    readTimeZone: async (handle) => (await readSettings(handle)).timeZone,
    readBusinessName: async (handle) => (await readSettings(handle)).businessName,
    provider: stripe === undefined ? manualProvider : createStripeProvider({ ...stripe, returnUrl: chatUrl }),
    webhookSecret: stripe?.webhookSecret,
    quietLeftMs: (handle) => quietLeftMs(handle, { ...base, readRules: readConversationRules, readSettings }),
    sendMessage: createTellCustomer(base),
    askForPerson: async (tx, { conversationId, detail }) =>
      void (await escalate(tx, {
        conversationId,
        detail,
        reason: 'booking',
        questionMessageId: null,
        // A party that stands still is nearer than a question.
        priority: 'high',
      })),
    getCustomer: async (handle, conversationId) => {
      const { customer, channel } = await getConversation(handle, conversationId);
      return { conversationId, customerId: customer.userId, channel };
    },
  });
  base.jobs.schedule('*/5 * * * *', {
    name: 'bookings.tend',
    payload: z.null(),
    timeoutSeconds: 300,
    run: async (_, { signal }) => bookings.tend(signal),
  });
  return bookings;
}
