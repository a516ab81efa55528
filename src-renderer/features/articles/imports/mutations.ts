import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Import, ImportItem, ImportPlan } from '#contract/imports.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { saveFile } from '../../../lib/save-text-file.ts';
import { showDone, showFailure } from '../../../ui/toast.tsx';

interface Choice {
  itemIds?: string[] | undefined;
  plan?: ImportPlan | undefined;
  isIncluded: boolean;
}

/** An article as it is once the choice is made; what the choice is not about stays as it is. */
const chosen = (item: ImportItem, { itemIds, plan, isIncluded }: Choice): ImportItem =>
  (itemIds?.includes(item.id) ?? true) && (plan === undefined || plan === item.plan) ? { ...item, isIncluded } : item;

/** What is done with an import as a whole; its files are added by `useUpload`. */
export function useImportChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const options = (failed: string) => ({
    onSuccess: (changed: Import) => {
      queryClient.setQueryData(api.imports.get.queryKey({ input: { id: changed.id } }), changed);
      void queryClient.invalidateQueries({ queryKey: api.imports.items.key() });
      void queryClient.invalidateQueries({ queryKey: api.imports.list.key() });
    },
    onError: (error: unknown) => showFailure(failed, failureOf(error)),
  });
  return {
    choose: useMutation(
      api.imports.choose.mutationOptions({
        ...options('Not changed'),
        // The box follows the click at once; a list read before it would undo that for a moment.
        onMutate: async (choice) => {
          await queryClient.cancelQueries({ queryKey: api.imports.items.key() });
          queryClient.setQueriesData<InfiniteData<{ items: ImportItem[]; nextCursor: string | null }>>(
            { queryKey: api.imports.items.key() },
            (list) =>
              list && {
                ...list,
                pages: list.pages.map((page) => ({ ...page, items: page.items.map((item) => chosen(item, choice)) })),
              },
          );
        },
        onError: (error) => {
          showFailure('Not changed', failureOf(error));
          void queryClient.invalidateQueries({ queryKey: api.imports.items.key() });
        },
      }),
    ),
    setCategory: useMutation(api.imports.setCategory.mutationOptions(options('Not changed'))),
    start: useMutation(api.imports.start.mutationOptions(options('The import was not started'))),
    cancel: useMutation(api.imports.cancel.mutationOptions(options('The import was not cancelled'))),
  };
}

/** Saves every article as Markdown in one archive. */
export function useExport() {
  return useMutation(
    useApi().imports.exportArticles.mutationOptions({
      onSuccess: (archive) => {
        saveFile('articles.zip', archive);
        showDone('The articles are exported as articles.zip.');
      },
      onError: (error) => showFailure('Not exported', failureOf(error)),
    }),
  );
}
