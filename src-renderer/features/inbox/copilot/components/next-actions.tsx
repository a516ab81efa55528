import { Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { NextAction } from '#contract/copilot.ts';
import { BookingDrawer } from '../../../bookings/components/booking-drawer.tsx';
import type { ComposerText } from '../use-composer-text.ts';

interface NextActionsProps {
  actions: readonly NextAction[];
  field: ComposerText;
  onDraft: () => void;
  onResolve: () => void;
}

/** What is due in this conversation, each with the button that does it. Texts go into the composer, not to the customer. */
export function NextActions({ actions, field, onDraft, onResolve }: NextActionsProps) {
  const [bookingId, setBookingId] = useState<string>();
  function carryOut(action: NextAction): void {
    if (action.kind === 'insert_text') field.insert(action.text);
    else if (action.kind === 'show_booking') setBookingId(action.bookingId);
    else if (action.kind === 'draft_reply') onDraft();
    else if (action.kind === 'resolve') onResolve();
  }
  // What the buttons beside and above do already is not offered twice.
  const offered = actions.filter(
    ({ kind, title }) => kind !== 'take_over' && !(kind === 'draft_reply' && title === 'Draft a reply'),
  );
  return (
    <>
      {offered.map((action) => (
        <Tooltip key={`${action.kind} ${action.title}`} label={action.detail} multiline maw={340}>
          <Button variant="default" size="compact-xs" onClick={() => carryOut(action)}>
            {action.title}
          </Button>
        </Tooltip>
      ))}
      {bookingId !== undefined && <BookingDrawer id={bookingId} onClose={() => setBookingId(undefined)} />}
    </>
  );
}
