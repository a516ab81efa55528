import {
  IconCalendarCheck,
  IconCalendarX,
  IconChecks,
  IconHourglass,
  IconPencil,
  IconReceipt,
  type TablerIcon,
} from '@tabler/icons-react';
import type { BookingStatus } from '#contract/bookings.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { BOOKING_STATUS_TONES, BOOKING_STATUS_WORDS } from '../booking-words.ts';

const ICONS: Record<BookingStatus, TablerIcon> = {
  draft: IconPencil,
  quoted: IconReceipt,
  awaiting_deposit: IconHourglass,
  confirmed: IconCalendarCheck,
  completed: IconChecks,
  cancelled: IconCalendarX,
};

export function BookingPill({ status }: { status: BookingStatus }) {
  return (
    <StatusPill tone={BOOKING_STATUS_TONES[status]} icon={ICONS[status]}>
      {BOOKING_STATUS_WORDS[status]}
    </StatusPill>
  );
}
