import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Booking } from '#contract/bookings.ts';
import type { BusinessProfile } from '#contract/business.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { money } from '../../../lib/format-number.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { timeText } from '../booking-words.ts';
import classes from '../detail.module.css';
import { useBookingChanges } from '../mutations.ts';

interface RescheduleDialogProps {
  booking: Booking;
  profile: BusinessProfile;
  onClose: () => void;
}

/** Moves a confirmed party, with its fee shown first; staff may let the customer off it. */
export function RescheduleDialog({ booking, profile, onClose }: RescheduleDialogProps) {
  const terms = useQuery(
    useApi().bookings.rescheduleTerms.queryOptions({ input: { id: booking.id }, staleTime: 0, gcTime: 0 }),
  );
  const { reschedule } = useBookingChanges();
  const [date, setDate] = useState(booking.facts.date ?? '');
  const [time, setTime] = useState(booking.facts.time ?? '');
  const [waiveFee, setWaiveFee] = useState(false);
  const isSame = date === booking.facts.date && time === booking.facts.time;
  return (
    <Modal opened onClose={onClose} title="Reschedule the party" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        <Group grow>
          <TextInput
            label="New day"
            type="date"
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <Select
            label="New start"
            allowDeselect={false}
            data={profile.events.startTimes.map((value) => ({ value, label: timeText(value) }))}
            value={time}
            onChange={(value) => setTime(value ?? time)}
          />
        </Group>
        {terms.data === undefined ? (
          terms.isError ? (
            <ErrorState failure={failureOf(terms.error)} onRetry={() => void terms.refetch()} />
          ) : (
            <SkeletonRows rows={1} height={30} />
          )
        ) : !terms.data.isAllowed ? (
          <p className={classes.missing}>
            Within {profile.rescheduling.latestHours} hours of the party, a change of date counts as a cancellation.
          </p>
        ) : terms.data.feeCents === 0 ? (
          <p className={classes.none}>This change is free.</p>
        ) : (
          <>
            <p className={classes.none}>
              The fee for this change is <strong>{money(terms.data.feeCents, booking.quote?.currency)}</strong>. The
              price of the party stays as it was.
            </p>
            <Checkbox
              label="Let the customer off the fee"
              checked={waiveFee}
              onChange={(event) => setWaiveFee(event.currentTarget.checked)}
            />
          </>
        )}
        {reschedule.isError && (
          <p className={classes.missing} role="alert">
            {failureOf(reschedule.error).message}
          </p>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep the date
          </Button>
          <Button
            disabled={isSame || date === '' || terms.data?.isAllowed !== true}
            loading={reschedule.isPending}
            onClick={() =>
              reschedule.mutate(
                { id: booking.id, expectedVersion: booking.version, date, time, waiveFee },
                { onSuccess: onClose },
              )
            }
          >
            Move the party
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
