import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ArticleCategory, ArticleOrder } from '#contract/knowledge.ts';
import { useApi } from '../../lib/api/api-context.ts';

export interface ArticleFilter {
  category: ArticleCategory | undefined;
  isArchived: boolean;
  search: string;
  isToReview: boolean;
  order: ArticleOrder;
}

export function useArticles({ category, isArchived, search, isToReview, order }: ArticleFilter) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.knowledge.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        category,
        status: isArchived ? ('archived' as const) : ('published' as const),
        search: search === '' ? undefined : search,
        toReview: isToReview ? true : undefined,
        order,
        cursor,
        limit: 100,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const articles = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, articles };
}

export function useArticle(id: string | undefined) {
  return useQuery(useApi().knowledge.get.queryOptions({ input: { id: id ?? '' }, enabled: id !== undefined }));
}

/** How many articles are due for a review. */
export function useToReviewCount() {
  return useQuery(useApi().knowledge.countToReview.queryOptions()).data?.count;
}

/** Everyone who is or was on the team. */
export function useTeam() {
  return useQuery(useApi().users.list.queryOptions()).data?.items ?? [];
}

/** The next free code, for a new article. */
export function useNextCode(isWanted: boolean) {
  return useQuery(useApi().knowledge.nextCode.queryOptions({ enabled: isWanted, staleTime: 0, gcTime: 0 }));
}

/** An article as it was; a version never changes. */
export function useArticleVersion(id: string, version: number) {
  return useQuery(useApi().knowledge.getVersion.queryOptions({ input: { id, version }, staleTime: Infinity }));
}
