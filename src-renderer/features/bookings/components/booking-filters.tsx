import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { BookingStatus } from '#contract/bookings.ts';
import { BOOKING_STATUS_WORDS } from '../booking-words.ts';
import classes from '../bookings.module.css';

interface BookingFiltersProps {
  status: BookingStatus | undefined;
  search: string;
  searchField: RefObject<HTMLInputElement | null>;
  onChange: (next: { status?: BookingStatus | undefined; q?: string | undefined }) => void;
}

export function BookingFilters({ status, search, searchField, onChange }: BookingFiltersProps) {
  return (
    <div className={classes.filters}>
      <TextInput
        ref={searchField}
        type="search"
        aria-label="Search bookings"
        placeholder="Search names, numbers, addresses"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={search}
        onChange={(event) => onChange({ q: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <Select
        aria-label="Status"
        placeholder="Any status"
        clearable
        data={BookingStatus.options.map((value) => ({ value, label: BOOKING_STATUS_WORDS[value] }))}
        value={status ?? null}
        onChange={(value) => onChange({ status: value === null ? undefined : BookingStatus.parse(value) })}
      />
    </div>
  );
}
