import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ImportOutcome, ImportPlan } from '#contract/imports.ts';
import { useApi } from '../../../lib/api/api-context.ts';

export function useImport(id: string | undefined) {
  return useQuery(useApi().imports.get.queryOptions({ input: { id: id ?? '' }, enabled: id !== undefined }));
}

/** The newest import that waits for its preview to be read, or runs. */
export function useCurrentImport(isWanted: boolean) {
  const newest = useQuery(useApi().imports.list.queryOptions({ input: { limit: 5 }, enabled: isWanted }));
  return newest.data?.items.find(
    ({ status, fileCount }) => status === 'running' || status === 'failed' || (status === 'open' && fileCount > 0),
  );
}

export interface ItemFilter {
  plan?: ImportPlan | undefined;
  outcome?: ImportOutcome | undefined;
  search: string;
}

export function useImportItems(id: string, { plan, outcome, search }: ItemFilter) {
  const query = useInfiniteQuery(
    useApi().imports.items.infiniteOptions({
      input: (cursor: string | undefined) => ({
        id,
        plan,
        outcome,
        search: search === '' ? undefined : search,
        cursor,
        limit: 100,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, items };
}

export function useItemText(id: string, itemId: string) {
  return useQuery(useApi().imports.itemText.queryOptions({ input: { id, itemId } }));
}
