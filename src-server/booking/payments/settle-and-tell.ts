import type { Queryable, Transaction } from '../../database/database.ts';
import type { JobHandle } from '../../jobs/job.ts';
import type { SettledAs } from '../settle-payment.ts';
import type { PaymentDeps } from './payment-deps.ts';
import type { Telling } from './tell-settled.ts';

export interface SettleAndTellDeps extends Pick<PaymentDeps, 'settle'> {
  /** How long the quiet hours last from now on, in milliseconds; 0 outside of them. */
  quietLeftMs: (db: Queryable) => Promise<number>;
  tellSettled: (tx: Transaction, telling: Telling) => Promise<void>;
  tellLater: JobHandle<Telling>;
}

/**
 * Books money that arrived and tells who has to know, in one transaction: it is told if and only if it happened. What
 * arrives days after the customer paid may arrive at night: with `mayWait`, it is then booked at once and told when the
 * quiet hours end.
 */
export function createSettleAndTell(deps: SettleAndTellDeps) {
  return async function settleAndTell(
    tx: Transaction,
    paymentId: string,
    by: string | null,
    { mayWait = false }: { mayWait?: boolean } = {},
  ): Promise<SettledAs> {
    const settledAs = await deps.settle(tx, paymentId, by);
    if (settledAs !== 'confirmed' && settledAs !== 'given_back') return settledAs;
    const telling = { paymentId, settledAs };
    const startAfterMs = mayWait ? await deps.quietLeftMs(tx) : 0;
    if (startAfterMs > 0) await deps.tellLater.enqueue(tx, telling, { singletonKey: paymentId, startAfterMs });
    else await deps.tellSettled(tx, telling);
    return settledAs;
  };
}
