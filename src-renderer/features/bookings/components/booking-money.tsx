import { Table } from '@mantine/core';
import type { Booking } from '#contract/bookings.ts';
import { count, money } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill, type Tone } from '../../../ui/status-pill.tsx';
import { PAYMENT_STATUS_WORDS, PURPOSE_WORDS } from '../booking-words.ts';
import classes from '../detail.module.css';

const TONES: Record<Booking['payments'][number]['status'], Tone> = {
  pending: 'warn',
  paid: 'good',
  failed: 'neutral',
  refunded: 'neutral',
};

/** The price line by line, and what was paid and given back. */
export function BookingMoney({ booking: { quote, payments } }: { booking: Booking }) {
  return (
    <>
      <section>
        <h3 className={classes.section}>Quote</h3>
        {quote === null ? (
          <p className={classes.none}>There is no price until everything that it depends on is known.</p>
        ) : (
          <Table aria-label="Quote" className={classes.money}>
            <Table.Tbody>
              {quote.lines.map((line) => (
                <Table.Tr key={line.key}>
                  <Table.Td>{line.label}</Table.Td>
                  <Table.Td ta="right">
                    {count(line.quantity)} × {money(line.unitCents, quote.currency)}
                  </Table.Td>
                  <Table.Td ta="right">{money(line.amountCents, quote.currency)}</Table.Td>
                </Table.Tr>
              ))}
              <SumRow label="Total" cents={quote.totalCents} currency={quote.currency} />
              <SumRow label="Deposit" cents={quote.depositCents} currency={quote.currency} />
              <SumRow label="Due on the day" cents={quote.balanceCents} currency={quote.currency} />
            </Table.Tbody>
          </Table>
        )}
      </section>
      {payments.length > 0 && (
        <section>
          <h3 className={classes.section}>Payments</h3>
          <Table aria-label="Payments" className={classes.money}>
            <Table.Tbody>
              {payments.map((payment) => (
                <Table.Tr key={payment.id}>
                  <Table.Td>
                    {PURPOSE_WORDS[payment.purpose]}
                    <span className={classes.source}>
                      {payment.provider === 'stripe' ? ' by Stripe' : ' by hand'},{' '}
                      <RelativeTime at={payment.paidAt ?? payment.createdAt} suffix=" ago" />
                    </span>
                  </Table.Td>
                  <Table.Td>
                    <StatusPill tone={TONES[payment.status]}>{PAYMENT_STATUS_WORDS[payment.status]}</StatusPill>
                  </Table.Td>
                  <Table.Td ta="right">{money(payment.amountCents, quote?.currency)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </>
  );
}

function SumRow({ label, cents, currency }: { label: string; cents: number; currency: string }) {
  return (
    <Table.Tr className={classes.sum}>
      <Table.Td colSpan={2}>{label}</Table.Td>
      <Table.Td ta="right">{money(cents, currency)}</Table.Td>
    </Table.Tr>
  );
}
