import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Gap, GapSort, GapStatus } from '#contract/gaps.ts';
import { useApi } from '../../../lib/api/api-context.ts';

export interface GapFilter {
  status: GapStatus;
  sort: GapSort;
  search: string;
}

export function useGaps({ status, sort, search }: GapFilter) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.gaps.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        status,
        sort,
        search: search === '' ? undefined : search,
        cursor,
        limit: 50,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const gaps: Gap[] = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, gaps };
}

/** How many gaps stand where, and how many questions are without an answer. */
export function useGapCounts() {
  return useQuery(useApi().gaps.counts.queryOptions());
}

export function useGapQuestions(id: string) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.gaps.questions.infiniteOptions({
      input: (cursor: string | undefined) => ({ id, cursor, limit: 20 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const questions = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, questions };
}

/** An article made of what staff replied; read anew each time, as its code must be free. */
export function useGapDraft(gapId: string | undefined) {
  return useQuery(
    useApi().gaps.draft.queryOptions({
      input: { id: gapId ?? '' },
      enabled: gapId !== undefined,
      staleTime: Infinity,
      gcTime: 0,
    }),
  );
}
