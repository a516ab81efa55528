import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../lib/api/api-context.ts';

export type QueueStatus = 'open' | 'claimed' | 'done';

/** Escalations, the most urgent first. */
export function useEscalations(status: QueueStatus) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.escalations.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ status, cursor, limit: 50 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const escalations = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, escalations };
}

export type QueueEntry = ReturnType<typeof useEscalations>['escalations'][number];
