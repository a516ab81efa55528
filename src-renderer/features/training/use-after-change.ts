import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

/** What follows a change of an example, done or not: it is said, and the lists and counts are read again. */
export function useAfterChange() {
  const api = useApi();
  const queryClient = useQueryClient();
  return (done: string, failed: string) => ({
    onSuccess: () => showDone(done),
    onError: (error: unknown) => showFailure(failed, failureOf(error)),
    onSettled: () => {
      for (const queryKey of [api.learning.list.key(), api.learning.counts.key()])
        void queryClient.invalidateQueries({ queryKey });
    },
  });
}
