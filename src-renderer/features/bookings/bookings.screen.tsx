import { Button, SegmentedControl } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useCommands } from '../../lib/commands/use-commands.ts';
import { dayOf } from '../../lib/format-time.ts';
import { neighbour } from '../../lib/neighbour.ts';
import { useTimeZone } from '../../lib/time-zone.ts';
import { useNow } from '../../lib/use-now.ts';
import { Screen } from '../../ui/screen.tsx';
import classes from './bookings.module.css';
import { BookingCalendar } from './components/booking-calendar.tsx';
import { BookingDrawer } from './components/booking-drawer.tsx';
import { BookingFilters } from './components/booking-filters.tsx';
import { BookingList } from './components/booking-list.tsx';
import { NewBookingDialog } from './components/new-booking-dialog.tsx';
import { useBookings } from './queries.ts';
import { addDays, mondayOf } from './week.ts';

const SEARCH_PAUSE_MS = 180;

/** Every party that customers asked for: as a list, the next one first, or week by week. */
export function BookingsScreen() {
  const navigate = useNavigate({ from: '/bookings' });
  const search = useSearch({ from: '/bookings' });
  const { layout = 'list', status, q = '', booking } = search;
  const [searched] = useDebouncedValue(q, SEARCH_PAUSE_MS);
  const list = useBookings({ status, search: searched });
  const searchField = useRef<HTMLInputElement>(null);
  const [isBeginning, beginning] = useDisclosure();
  const thisMonday = mondayOf(dayOf(useNow(), useTimeZone()));
  const monday = search.week === undefined ? thisMonday : mondayOf(search.week);

  const show = (next: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const ids = list.bookings.map(({ id }) => id);
  const isCalendar = layout === 'calendar';
  useCommands({
    'bookings.new': beginning.open,
    'bookings.list': () => show({ layout: undefined }),
    'bookings.calendar': () => show({ layout: 'calendar' }),
    'bookings.next': { run: () => show({ booking: neighbour(ids, booking, 1) }), when: !isCalendar },
    'bookings.previous': { run: () => show({ booking: neighbour(ids, booking, -1) }), when: !isCalendar },
    'bookings.search': { run: () => searchField.current?.focus(), when: !isCalendar },
    'bookings.today': { run: () => show({ week: undefined }), when: isCalendar },
    'bookings.later': { run: () => show({ week: addDays(monday, 7) }), when: isCalendar },
    'bookings.earlier': { run: () => show({ week: addDays(monday, -7) }), when: isCalendar },
  });

  return (
    <Screen
      title="Bookings"
      description={isCalendar ? 'Two weeks of parties, and how many chefs they take.' : 'The next party first.'}
      actions={
        <>
          {isCalendar && (
            <Button.Group>
              <Button variant="default" aria-label="A week earlier" onClick={() => show({ week: addDays(monday, -7) })}>
                <IconChevronLeft size={16} aria-hidden />
              </Button>
              <Button variant="default" disabled={monday === thisMonday} onClick={() => show({ week: undefined })}>
                Today
              </Button>
              <Button variant="default" aria-label="A week later" onClick={() => show({ week: addDays(monday, 7) })}>
                <IconChevronRight size={16} aria-hidden />
              </Button>
            </Button.Group>
          )}
          <SegmentedControl
            aria-label="Layout"
            data={[
              { value: 'list', label: 'List' },
              { value: 'calendar', label: 'Calendar' },
            ]}
            value={layout}
            onChange={(value) => show({ layout: value === 'calendar' ? value : undefined })}
          />
          <Button leftSection={<IconPlus size={15} />} onClick={beginning.open}>
            New booking
          </Button>
        </>
      }
    >
      {isCalendar ? (
        <BookingCalendar from={monday} selectedId={booking} onOpen={(id) => show({ booking: id })} />
      ) : (
        <div className={classes.list}>
          <BookingFilters status={status} search={q} searchField={searchField} onChange={show} />
          <BookingList
            list={list}
            isFiltered={q !== '' || status !== undefined}
            selectedId={booking}
            onOpen={(id) => show({ booking: id })}
          />
        </div>
      )}
      {booking !== undefined && (
        <BookingDrawer key={booking} id={booking} onClose={() => show({ booking: undefined })} />
      )}
      {isBeginning && (
        <NewBookingDialog
          onClose={beginning.close}
          onCreated={(id) => {
            beginning.close();
            show({ booking: id });
          }}
        />
      )}
    </Screen>
  );
}
