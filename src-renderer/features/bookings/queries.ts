import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BookingStatus } from '#contract/bookings.ts';
import { useApi } from '../../lib/api/api-context.ts';

export interface BookingFilter {
  status: BookingStatus | undefined;
  search: string;
}

/** The bookings page by page, the next party first. */
export function useBookings({ status, search }: BookingFilter) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.bookings.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        status,
        search: search === '' ? undefined : search,
        cursor,
        limit: 50,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const bookings = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, bookings };
}

export function useBookingCalendar(from: string, days: number) {
  const options = { input: { from, days }, placeholderData: keepPreviousData };
  return useQuery(useApi().bookings.calendar.queryOptions(options));
}

export function useBooking(id: string) {
  return useQuery(useApi().bookings.get.queryOptions({ input: { id } }));
}

export function useConversationBookings(conversationId: string) {
  return useQuery(useApi().bookings.ofConversation.queryOptions({ input: { id: conversationId } }));
}

/** What the business sells and by which rules. */
export function useBusiness() {
  return useQuery(useApi().business.get.queryOptions());
}
