import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

/** The settings, the run that is open and what is due. The sidecar tells when any of it changes. */
export function useAutomation() {
  return useQuery(useApi().automation.get.queryOptions());
}

export function useAutomationRuns() {
  return useInfiniteQuery(
    useApi().automation.runs.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 10 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
}

/** What the owner says to the automation. */
export function useAutomationChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const reload = () => queryClient.invalidateQueries({ queryKey: api.automation.key() });
  const onError = (error: unknown) => {
    showFailure('Not changed', failureOf(error));
    void reload();
  };
  const options = { onSuccess: reload, onError };
  return {
    start: useMutation(api.automation.start.mutationOptions(options)),
    retry: useMutation(api.automation.retry.mutationOptions(options)),
    abandon: useMutation(api.automation.abandon.mutationOptions(options)),
    decline: useMutation(api.automation.decline.mutationOptions(options)),
    accept: useMutation(
      api.automation.accept.mutationOptions({
        onSuccess(run) {
          showDone(`Version ${run.version?.number} answers your customers from now on.`);
          void queryClient.invalidateQueries({ queryKey: api.modelVersions.key() });
          return reload();
        },
        onError,
      }),
    ),
    save: useMutation(
      api.automation.updateSettings.mutationOptions({
        onSuccess() {
          showDone('Saved.');
          return reload();
        },
        onError: (error) => showFailure('Not saved', failureOf(error)),
      }),
    ),
  };
}
