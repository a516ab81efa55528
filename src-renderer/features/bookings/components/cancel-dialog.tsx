import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Booking, CancellationTerms } from '#contract/bookings.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { money } from '../../../lib/format-number.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import classes from '../detail.module.css';
import { useBookingChanges } from '../mutations.ts';

/** Shows to the cent what cancelling gives back before it is done, as it cannot be undone. */
export function CancelDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const terms = useQuery(
    useApi().bookings.cancellationTerms.queryOptions({ input: { id: booking.id }, staleTime: 0, gcTime: 0 }),
  );
  const { cancel } = useBookingChanges();
  const [reason, setReason] = useState('');
  return (
    <Modal opened onClose={onClose} title="Cancel the party" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        {terms.data !== undefined ? (
          <Terms terms={terms.data} currency={booking.quote?.currency} />
        ) : terms.isError ? (
          <ErrorState failure={failureOf(terms.error)} onRetry={() => void terms.refetch()} />
        ) : (
          <SkeletonRows rows={2} height={30} />
        )}
        <Textarea
          label="Reason"
          description="Kept with the booking. Only staff see it."
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep the party
          </Button>
          <Button
            color="red"
            disabled={terms.data === undefined}
            loading={cancel.isPending}
            onClick={() =>
              cancel.mutate({ id: booking.id, expectedVersion: booking.version, reason }, { onSettled: onClose })
            }
          >
            Cancel the party
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Terms({ terms, currency }: { terms: CancellationTerms; currency: string | undefined }) {
  if (terms.paidCents === 0) return <p className={classes.none}>Nothing was paid, so nothing is given back.</p>;
  return (
    <dl className={classes.terms}>
      {terms.noticeDays !== null && (
        <div>
          <dt>Notice</dt>
          <dd>{terms.noticeDays} days</dd>
        </div>
      )}
      <div>
        <dt>Paid</dt>
        <dd>{money(terms.paidCents, currency)}</dd>
      </div>
      {terms.processingFeeCents > 0 && (
        <div>
          <dt>Processing fee</dt>
          <dd>{money(terms.processingFeeCents, currency)}</dd>
        </div>
      )}
      <div>
        <dt>The customer gets back</dt>
        <dd>
          <strong>{money(terms.refundCents, currency)}</strong>
        </dd>
      </div>
      <div>
        <dt>The business keeps</dt>
        <dd>{money(terms.keptCents, currency)}</dd>
      </div>
    </dl>
  );
}
