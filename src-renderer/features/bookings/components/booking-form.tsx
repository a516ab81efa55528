import { Button, Group } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Booking, FactName, SomeFacts } from '#contract/bookings.ts';
import type { BusinessProfile } from '#contract/business.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { useFocusProblem } from '../../../lib/use-focus-problem.ts';
import { showFailure } from '../../../ui/toast.tsx';
import classes from '../detail.module.css';
import { problemsOf, readFields, rebased, toFields } from '../fact-form.ts';
import { useBookingChanges } from '../mutations.ts';
import { FactFieldset } from './fact-fieldset.tsx';

interface BookingFormProps {
  booking: Booking;
  profile: BusinessProfile;
  onClose: () => void;
}

/** Corrects what is known of a party. Problems stand beside their fields, whoever found them. */
export function BookingForm({ booking, profile, onClose }: BookingFormProps) {
  const { saveFacts, update } = useBookingChanges();
  // What this person looked at: a change that arrives meanwhile is not overwritten unseen.
  const [seen, setSeen] = useState(booking);
  const [fields, setFields] = useState(() => toFields(booking.facts));
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<Partial<Record<FactName, string>>>({});

  useFocusProblem(form, problems);

  function save(): void {
    const read = readFields(fields, seen.facts);
    setProblems(read.problems);
    if (Object.keys(read.problems).length > 0) return;
    if (Object.keys(read.facts).length === 0) onClose();
    else send(read.facts);
  }

  function showTheirChanges(): void {
    setFields(rebased(fields, seen.facts, booking.facts));
    setSeen(booking);
  }

  function send(facts: SomeFacts): void {
    saveFacts(seen, facts, {
      onSaved: onClose,
      onError(error) {
        const failure = failureOf(error);
        if (failure.issues === undefined) showFailure('Not saved', failure);
        else setProblems(problemsOf(failure.issues));
      },
    });
  }
  return (
    <form
      ref={form}
      noValidate
      className={classes.form}
      aria-label="Edit the booking"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <FactFieldset
        fields={fields}
        problems={problems}
        profile={profile}
        isSettled={booking.status === 'confirmed'}
        onChange={(change) => setFields((before) => ({ ...before, ...change }))}
      />
      <div className={classes.submit}>
        {booking.version !== seen.version && (
          <p className={classes.missing} role="status">
            This booking was changed while you were editing it.{' '}
            <Button size="compact-xs" variant="default" onClick={showTheirChanges}>
              Show the changes and keep mine
            </Button>
          </p>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={update.isPending}>
            Save
          </Button>
        </Group>
      </div>
    </form>
  );
}
