import type { ComplaintLimits, SeverityLimits } from '../../contract/complaints.ts';

const NOTHING: SeverityLimits = {
  apology: false,
  creditPercent: 0,
  discountPercent: 0,
  refundPercent: 0,
  redo: false,
  maximumCents: 0,
};

/** Cautious: a small credit for small matters, and a person for the rest. */
export const DEFAULT_LIMITS: ComplaintLimits = {
  minor: { ...NOTHING, apology: true, creditPercent: 5, maximumCents: 2_500 },
  moderate: NOTHING,
  serious: NOTHING,
  perCustomer: { cents: 5_000, days: 365 },
  perMonthCents: 30_000,
  codeValidDays: 365,
};
