import { IconCalendarPlus } from '@tabler/icons-react';
import { saveFile } from '../../lib/save-text-file.ts';
import type { ChatStore } from '../model/chat-store.ts';
import classes from './sources.module.css';

/** Offers the party that was confirmed as a file for the customer's calendar. */
export function CalendarButton({ bookingId, store }: { bookingId: string; store: ChatStore }) {
  const save = async () => {
    const file = await store.calendarFile(bookingId);
    if (file !== undefined) saveFile('party.ics', file);
  };
  return (
    <p className={classes.sources}>
      <button type="button" className={classes.chip} onClick={() => void save()}>
        <IconCalendarPlus size={15} aria-hidden />
        <span className={classes.label}>Add to calendar</span>
      </button>
    </p>
  );
}
