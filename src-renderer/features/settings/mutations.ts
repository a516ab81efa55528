import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SearchModelStatus } from '#contract/search-model.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { byteSize } from '../../lib/format-number.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

/** Changes of how the desk is set up; the owner's. */
export function useSaveSettings() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.system.updateSettings.mutationOptions({
      onSuccess: (settings) => {
        queryClient.setQueryData(api.system.settings.queryKey(), settings);
        void queryClient.invalidateQueries({ queryKey: api.system.status.key() });
        showDone('Saved.');
      },
      onError: (error) => showFailure('Not saved', failureOf(error)),
    }),
  );
}

export function useBackUp() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.system.backUp.mutationOptions({
      onSuccess: ({ fileName, bytes }) => {
        showDone(`Backed up and checked: ${fileName}, ${byteSize(bytes)}.`);
        return queryClient.invalidateQueries({ queryKey: api.system.status.key() });
      },
      onError: (error) => showFailure('No backup was made', failureOf(error)),
    }),
  );
}

export function useSamples() {
  const api = useApi();
  const queryClient = useQueryClient();
  const readAgain = () => queryClient.invalidateQueries();
  const load = useMutation(
    api.system.loadSampleConversations.mutationOptions({
      onSuccess: ({ count }) => showDone(`${count} sample conversations are in the inbox.`),
      onError: (error) => showFailure('No samples were loaded', failureOf(error)),
      onSettled: readAgain,
    }),
  );
  const remove = useMutation(
    api.system.removeSampleConversations.mutationOptions({
      onSuccess: ({ count }) => showDone(`${count} sample conversations were removed.`),
      onError: (error) => showFailure('The samples were not removed', failureOf(error)),
      onSettled: readAgain,
    }),
  );
  return { load, remove };
}

export function useTeamChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const readAgain = () => queryClient.invalidateQueries({ queryKey: api.users.key() });
  const create = useMutation(
    api.users.create.mutationOptions({
      onSuccess: (user) => showDone(`${user.name} can sign in now.`),
      onError: (error) => showFailure('Nobody was added', failureOf(error)),
      onSettled: readAgain,
    }),
  );
  const update = useMutation(
    api.users.update.mutationOptions({
      onError: (error) => showFailure('Not changed', failureOf(error)),
      onSettled: readAgain,
    }),
  );
  return { create, update };
}

export function useSearchModelChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const show = (status: SearchModelStatus) => queryClient.setQueryData(api.searchModel.get.queryKey(), status);
  const start = useMutation(
    api.searchModel.start.mutationOptions({
      onSuccess: show,
      onError: (error) => showFailure('Not changed', failureOf(error)),
    }),
  );
  const switchBack = useMutation(
    api.searchModel.switchBack.mutationOptions({
      onSuccess: show,
      onError: (error) => showFailure('Not switched back', failureOf(error)),
    }),
  );
  return { start, switchBack };
}
