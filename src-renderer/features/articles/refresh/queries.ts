import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { showFailure } from '../../../ui/toast.tsx';

/** The refreshes so far, newest first; what runs is read again with every step that it takes. */
export function useRefreshes() {
  const query = useInfiniteQuery(
    useApi().refreshes.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 20 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const refreshes = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, refreshes };
}

/** How many examples wait for the next refresh. */
export function useNewlyApproved() {
  return useQuery(useApi().refreshes.waiting.queryOptions());
}

export function useStartRefresh() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.refreshes.start.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.refreshes.key() }),
      onError: (error) => showFailure('Not started', failureOf(error)),
    }),
  );
}
