import type { ComplaintLimits, ComplaintSeverity, ResolutionKind, SeverityLimits } from '../../contract/complaints.ts';

export interface ComplaintCase {
  severity: ComplaintSeverity;
  /** What the customer asked for, where it is one of what can be given. */
  wants: ResolutionKind | undefined;
  /** The customer's own party; without one nothing that is worth money is offered. */
  party: { totalCents: number; paidCents: number } | undefined;
  /** What was offered and not declined: to this customer in the days of the limit, and to all in this month. */
  spent: { customerCents: number; monthCents: number };
}

export interface Resolution {
  kind: ResolutionKind;
  /** Only of a discount. */
  percent: number | null;
  /** What it costs the business at most. */
  amountCents: number;
}

export type Choice = { kind: 'offer'; resolution: Resolution; reasons: string[] } | { kind: 'person'; reason: string };

/** Whether the AI may settle complaints of this severity at all. */
export function mayOffer(limits: SeverityLimits): boolean {
  return allowedKinds(limits).length > 0;
}

/** In the order in which they are offered where the customer has no wish: what costs the business least first. */
function allowedKinds(limits: SeverityLimits): ResolutionKind[] {
  const { apology, creditPercent, discountPercent, refundPercent, redo } = limits;
  return [
    ...(creditPercent > 0 ? ['credit' as const] : []),
    ...(discountPercent > 0 ? ['discount' as const] : []),
    ...(refundPercent > 0 ? ['refund' as const] : []),
    ...(redo ? ['redo' as const] : []),
    ...(apology ? ['apology' as const] : []),
  ];
}

/**
 * What may be offered: what the customer wants where it is allowed, else the first that is. A share of the price is
 * rounded down to the cent, so that it is never more than the share. An offer that a limit of the customer or of the
 * month would cut is not made smaller: a person decides.
 */
export function chooseResolution(limits: ComplaintLimits, complaint: ComplaintCase): Choice {
  const own = limits[complaint.severity];
  const allowed = allowedKinds(own);
  if (allowed.length === 0)
    return { kind: 'person', reason: `nothing may be offered for a ${complaint.severity} complaint` };
  const { wants } = complaint;
  const kind = wants !== undefined && allowed.includes(wants) ? wants : allowed[0];
  if (kind === undefined || (kind === 'apology' && wants !== 'apology' && wants !== undefined))
    return { kind: 'person', reason: 'the customer wants more than an apology, and no more may be offered' };
  if (kind === 'apology' || kind === 'redo')
    return { kind: 'offer', resolution: { kind, percent: null, amountCents: 0 }, reasons: [`${kind} is allowed`] };
  if (complaint.party === undefined)
    return { kind: 'person', reason: 'no party of this customer is known, so that no amount can be computed' };
  const amountCents = worth(kind, own, complaint.party);
  if (amountCents <= 0) return { kind: 'person', reason: 'the amount within the limits is nothing' };
  const { perCustomer, perMonthCents } = limits;
  const { customerCents, monthCents } = complaint.spent;
  if (customerCents + amountCents > perCustomer.cents)
    return { kind: 'person', reason: `the limit of a customer in ${perCustomer.days} days would be passed` };
  if (monthCents + amountCents > perMonthCents)
    return { kind: 'person', reason: 'the limit of the month would be passed' };
  const percent = kind === 'discount' ? own.discountPercent : null;
  return { kind: 'offer', resolution: { kind, percent, amountCents }, reasons: reasonsFor(kind, own) };
}

function worth(
  kind: 'credit' | 'discount' | 'refund',
  limits: SeverityLimits,
  { totalCents, paidCents }: { totalCents: number; paidCents: number },
): number {
  // What the next party costs is not known: its discount is limited by the largest amount alone.
  if (kind === 'discount') return limits.maximumCents;
  const percent = kind === 'credit' ? limits.creditPercent : limits.refundPercent;
  const share = Math.floor((totalCents * percent) / 100);
  return Math.min(share, limits.maximumCents, kind === 'refund' ? paidCents : Number.POSITIVE_INFINITY);
}

function reasonsFor(kind: 'credit' | 'discount' | 'refund', limits: SeverityLimits): string[] {
  const percent = { credit: limits.creditPercent, discount: limits.discountPercent, refund: limits.refundPercent }[
    kind
  ];
  return [
    `${kind} of ${percent} %, at most ${limits.maximumCents} cents`,
    'within the limits of the customer and of the month',
  ];
}
