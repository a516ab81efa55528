import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showDone, showFailure, showUndo } from '../../ui/toast.tsx';

const COUNTED_EVERY_MS = 30_000;

/** All versions and what was deployed when. The sidecar tells when anything of it changes, but not of each answer given. */
export function useVersions() {
  return useQuery(useApi().modelVersions.list.queryOptions({ refetchInterval: COUNTED_EVERY_MS }));
}

export function useTrainingJobs() {
  const api = useApi();
  return useInfiniteQuery(
    api.trainingJobs.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 10 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
}

/** Deploying and going back, each of which the other undoes; putting versions away and taking them out again. */
export function useVersionChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const reload = () => queryClient.invalidateQueries({ queryKey: api.modelVersions.key() });
  const onError = (error: unknown) => {
    showFailure('Not changed', failureOf(error));
    void reload();
  };
  const back = useMutation(
    api.modelVersions.back.mutationOptions({
      onSuccess(deployment) {
        const { version, previous } = deployment;
        const words =
          version === null ? 'The desk answers as it is shipped again.' : `Version ${version.number} answers again.`;
        if (previous === null) showDone(words);
        else showUndo(words, () => deploy.mutate({ id: previous.id, override: 'Going back was undone.' }));
        return reload();
      },
      onError,
    }),
  );
  const deploy = useMutation(
    api.modelVersions.deploy.mutationOptions({
      onSuccess(deployment) {
        showUndo(`Version ${deployment.version?.number} answers your customers from now on.`, () =>
          back.mutate({ deploymentId: deployment.id }),
        );
        return reload();
      },
      onError,
    }),
  );
  const restore = useMutation(api.modelVersions.restore.mutationOptions({ onSuccess: reload, onError }));
  const retire = useMutation(
    api.modelVersions.retire.mutationOptions({
      onSuccess(version) {
        showUndo(`Version ${version.number} is put away.`, () => restore.mutate({ id: version.id }));
        return reload();
      },
      onError,
    }),
  );
  return { deploy, back, retire, restore };
}

export function useJobChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: api.trainingJobs.key() });
  const onError = (error: unknown) => showFailure('Not changed', failureOf(error));
  return {
    cancel: useMutation(api.trainingJobs.cancel.mutationOptions({ onSuccess, onError })),
    complete: useMutation(api.trainingJobs.complete.mutationOptions({ onSuccess, onError })),
  };
}
