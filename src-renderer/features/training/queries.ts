import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ExampleStatus } from '#contract/learning.ts';
import { useApi } from '../../lib/api/api-context.ts';

/** Examples of a status, oldest first; the next page is on its way before the last of this one is reached. */
export function useExamples(status: ExampleStatus) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.learning.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ status, cursor, limit: 30 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const examples = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, examples };
}

/** Approved examples whose feedback fell since. */
export function useSecondLooks() {
  const query = useQuery(
    useApi().learning.list.queryOptions({ input: { status: 'approved', secondLook: true, limit: 20 } }),
  );
  return { ...query, examples: query.data?.items ?? [] };
}

export function useExampleCounts() {
  return useQuery(useApi().learning.counts.queryOptions());
}

/** The last messages of the conversation that an example comes from; nothing for one that was written freely. */
export function useExampleContext(conversationId: string | null) {
  const api = useApi();
  return useQuery(
    api.conversations.messages.queryOptions({
      input: { id: conversationId ?? '', limit: 100 },
      enabled: conversationId !== null,
    }),
  );
}

export function useDatasets() {
  return useQuery(useApi().learning.datasets.queryOptions());
}
