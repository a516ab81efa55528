import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../lib/api/api-context.ts';

const WHILE_LEARNING_MS = 1_500;

/** All intents and what the router has learnt; read again for as long as it learns or checks. */
export function useIntents() {
  return useQuery(
    useApi().intents.list.queryOptions({
      refetchInterval: ({ state }) =>
        state.data?.status.state === 'learning' || state.data?.status.isChecking === true ? WHILE_LEARNING_MS : false,
    }),
  );
}

export function useIntent(name: string) {
  return useQuery(useApi().intents.get.queryOptions({ input: { name } }));
}

export function useIntentCorrections() {
  const api = useApi();
  const query = useInfiniteQuery(
    api.intents.corrections.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 30 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const corrections = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, corrections };
}
