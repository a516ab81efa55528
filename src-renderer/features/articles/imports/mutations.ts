import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Import } from '#contract/imports.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { saveFile } from '../../../lib/save-text-file.ts';
import { showDone, showFailure } from '../../../ui/toast.tsx';

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
    choose: useMutation(api.imports.choose.mutationOptions(options('Not changed'))),
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
