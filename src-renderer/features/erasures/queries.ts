import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ErasureReceipt } from '#contract/erasures.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showFailure } from '../../ui/toast.tsx';

export const useErasures = () => useQuery(useApi().erasures.list.queryOptions());

/** What would go. Read anew each time that it is asked for, as it is the last look before it does. */
export const useErasurePreview = (conversationId: string) =>
  useQuery({ ...useApi().erasures.preview.queryOptions({ input: { id: conversationId } }), gcTime: 0 });

export function useEraseCustomer(onErased: (receipt: ErasureReceipt) => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.erasures.eraseCustomer.mutationOptions({
      onSuccess: (receipt) => {
        onErased(receipt);
        void queryClient.invalidateQueries();
      },
      onError: (error) => showFailure('The customer was not deleted', failureOf(error)),
    }),
  );
}

export function useFinishErasure() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.erasures.finish.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.erasures.key() }),
      onError: (error) => showFailure('Not tried again', failureOf(error)),
    }),
  );
}
