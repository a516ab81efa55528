import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showFailure } from '../../ui/toast.tsx';
import { createLastSeen } from './last-seen.ts';

const lastSeen = createLastSeen(localStorage, Date.now);

/** The figures; while the sidecar is away, those that were seen last, with the time of it. */
export function useOverview(days: number) {
  const query = useQuery(useApi().analytics.overview.queryOptions({ input: { days } }));
  useEffect(() => {
    if (query.data !== undefined) lastSeen.keep(query.data);
  }, [query.data]);
  const kept = query.data === undefined ? lastSeen.find(days) : undefined;
  return { ...query, overview: query.data ?? kept?.overview, seenAt: kept?.seenAt };
}

/** How many questions are without an article: the same count as on the screen of the gaps. */
export function useGapCounts() {
  return useQuery(useApi().gaps.counts.queryOptions());
}

export function useRefresh() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.analytics.refresh.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.analytics.key() }),
      onError: (error) => showFailure('Not counted again', failureOf(error)),
    }),
  );
}
