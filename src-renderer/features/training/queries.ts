import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { ExampleStatus } from '#contract/learning.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showFailure } from '../../ui/toast.tsx';

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

/** The build of datasets: the last one, whatever became of it. The sidecar tells with every step that it takes. */
export function useDatasetBuilds() {
  const query = useQuery(useApi().datasetBuilds.list.queryOptions());
  return { ...query, current: query.data?.items[0] };
}

/** Begins a build. The key stays the same until the sidecar has answered, so that asking again begins nothing more. */
export function useStartBuild() {
  const api = useApi();
  const queryClient = useQueryClient();
  const clientKey = useRef(crypto.randomUUID());
  const start = useMutation(
    api.datasetBuilds.start.mutationOptions({
      onSuccess() {
        clientKey.current = crypto.randomUUID();
        return queryClient.invalidateQueries({ queryKey: api.datasetBuilds.key() });
      },
      onError: (error) => showFailure('No dataset is built', failureOf(error)),
    }),
  );
  return { ...start, build: () => start.mutate({ clientKey: clientKey.current }) };
}

export function useCancelBuild() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.datasetBuilds.cancel.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.datasetBuilds.key() }),
      onError: (error) => showFailure('Not called off', failureOf(error)),
    }),
  );
}
