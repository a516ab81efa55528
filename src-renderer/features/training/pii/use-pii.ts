import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExamplePii, PiiType } from '#contract/pii.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { showFailure } from '../../../ui/toast.tsx';

/** What is scrubbed from an example, and the corrections of reviewers. */
export function usePii(id: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  const query = useQuery(api.pii.ofExample.queryOptions({ input: { id } }));
  const settled = {
    onSuccess: (now: ExamplePii) => queryClient.setQueryData(api.pii.ofExample.queryKey({ input: { id } }), now),
    onError: (error: unknown) => showFailure('Not corrected', failureOf(error)),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: api.pii.report.key() }),
  };
  const correct = useMutation(api.pii.correct.mutationOptions(settled));
  const back = useMutation(api.pii.takeBack.mutationOptions(settled));
  return {
    query,
    mark: (text: string, type: PiiType) => correct.mutate({ id, kind: 'missed', text, type }),
    unmark: (text: string) => correct.mutate({ id, kind: 'wrong', text }),
    takeBack: (correctionId: string) => back.mutate({ id, correctionId }),
  };
}
