import type { PaymentProvider } from './payment-provider.ts';

/** Deposits arrive by bank or in cash, and staff record them; refunds likewise. */
export const manualProvider: PaymentProvider = {
  kind: 'manual',
  createCheckout: async () => undefined,
  expire: async () => {},
  refund: async () => undefined,
};
