import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../../lib/api/api-context.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { showDone, showFailure } from '../../../../ui/toast.tsx';

/** Changes of the models, and a test of one; the owner's. */
export function useModelChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const update = useMutation(
    api.models.update.mutationOptions({
      onSuccess: (settings) => {
        queryClient.setQueryData(api.models.get.queryKey(), settings);
        showDone('Saved. It counts from the next message on.');
      },
      onError: (error) => showFailure('Not saved', failureOf(error)),
    }),
  );
  const test = useMutation(
    api.models.test.mutationOptions({
      onError: (error) => showFailure('Not tested', failureOf(error)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.models.key() }),
    }),
  );
  return { update, test };
}
