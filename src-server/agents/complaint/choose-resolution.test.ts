import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ComplaintLimits, ComplaintSeverity, ResolutionKind } from '../../contract/complaints.ts';
import { type ComplaintCase, chooseResolution } from './choose-resolution.ts';
import { DEFAULT_LIMITS } from './default-limits.ts';

const cents = fc.integer({ min: 0, max: 500_000 });
const percent = fc.integer({ min: 0, max: 100 });
const severityLimits = fc
  .record({
    apology: fc.boolean(),
    creditPercent: percent,
    discountPercent: percent,
    refundPercent: percent,
    redo: fc.boolean(),
    maximumCents: cents,
  })
  .map((limits) =>
    limits.maximumCents > 0 ? limits : { ...limits, creditPercent: 0, discountPercent: 0, refundPercent: 0 },
  );
const limitsArbitrary = fc.record({
  minor: severityLimits,
  moderate: severityLimits,
  serious: severityLimits,
  perCustomer: fc.record({ cents, days: fc.integer({ min: 1, max: 400 }) }),
  perMonthCents: cents,
  codeValidDays: fc.integer({ min: 1, max: 400 }),
});
const caseArbitrary: fc.Arbitrary<ComplaintCase> = fc.record({
  severity: fc.constantFrom(...ComplaintSeverity.options),
  wants: fc.constantFrom(undefined, ...ResolutionKind.options),
  party: fc.option(fc.record({ totalCents: cents, paidCents: cents }), { nil: undefined }),
  spent: fc.record({ customerCents: cents, monthCents: cents }),
});

describe('chooseResolution', () => {
  it('never offers more than any limit, nor what is not allowed', () => {
    fc.assert(
      fc.property(limitsArbitrary, caseArbitrary, (limits, complaint) => {
        expect(ComplaintLimits.safeParse(limits).success).toBe(true);
        const choice = chooseResolution(limits, complaint);
        if (choice.kind === 'person') return;
        const { kind, amountCents, percent: share } = choice.resolution;
        const own = limits[complaint.severity];
        expect(amountCents).toBeLessThanOrEqual(kind === 'apology' || kind === 'redo' ? 0 : own.maximumCents);
        if (amountCents > 0) {
          expect(complaint.spent.customerCents + amountCents).toBeLessThanOrEqual(limits.perCustomer.cents);
          expect(complaint.spent.monthCents + amountCents).toBeLessThanOrEqual(limits.perMonthCents);
        }
        if (kind === 'refund') expect(amountCents).toBeLessThanOrEqual(complaint.party?.paidCents ?? 0);
        if (kind === 'discount') expect(share).toBe(own.discountPercent);
        const isAllowed = {
          apology: own.apology,
          redo: own.redo,
          credit: own.creditPercent > 0,
          discount: own.discountPercent > 0,
          refund: own.refundPercent > 0,
        };
        expect(isAllowed[kind]).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('computes a share as whole numbers do', () => {
    fc.assert(
      fc.property(cents, percent, cents, (totalCents, creditPercent, maximumCents) => {
        fc.pre(creditPercent > 0 && maximumCents > 0);
        const limits = {
          ...DEFAULT_LIMITS,
          minor: { ...DEFAULT_LIMITS.minor, creditPercent, maximumCents },
          perCustomer: { cents: 10_000_000, days: 1 },
          perMonthCents: 10_000_000,
        };
        const choice = chooseResolution(limits, {
          severity: 'minor',
          wants: 'credit',
          party: { totalCents, paidCents: 0 },
          spent: { customerCents: 0, monthCents: 0 },
        });
        // Division of big integers drops what is left over, with no rounding of its own.
        const share = Number((BigInt(totalCents) * BigInt(creditPercent)) / 100n);
        const expected = share < maximumCents ? share : maximumCents;
        expect(choice.kind === 'offer' ? choice.resolution.amountCents : 0).toBe(expected);
      }),
    );
  });

  it('has a person decide where an offer would be cut by a limit of the customer or the month', () => {
    const complaint: ComplaintCase = {
      severity: 'minor',
      wants: undefined,
      party: { totalCents: 98_700, paidCents: 10_000 },
      spent: { customerCents: 2_501, monthCents: 0 },
    };
    expect(chooseResolution(DEFAULT_LIMITS, complaint)).toMatchObject({ kind: 'person' });
    expect(
      chooseResolution(DEFAULT_LIMITS, { ...complaint, spent: { customerCents: 2_500, monthCents: 27_501 } }),
    ).toMatchObject({ kind: 'person' });
    expect(
      chooseResolution(DEFAULT_LIMITS, { ...complaint, spent: { customerCents: 2_500, monthCents: 27_500 } }),
    ).toMatchObject({ kind: 'offer', resolution: { kind: 'credit', amountCents: 2_500 } });
  });
});
