import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showFailure } from '../../ui/toast.tsx';

/** Takes an escalation for me; when a colleague was quicker, says so and shows the queue as it is now. */
export function useClaim(onClaimed: (conversationId: string) => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.conversations.takeOver.mutationOptions({
      onSuccess: (conversation) => {
        queryClient.setQueryData(api.conversations.get.queryKey({ input: { id: conversation.id } }), conversation);
        onClaimed(conversation.id);
      },
      onError: (error) => {
        const failure = failureOf(error);
        showFailure(failure.code === 'ALREADY_TAKEN' ? 'A colleague was quicker' : 'Not taken', failure);
      },
      onSettled: () => {
        for (const queryKey of [
          api.escalations.list.key(),
          api.conversations.list.key(),
          api.conversations.counts.key(),
        ])
          void queryClient.invalidateQueries({ queryKey });
      },
    }),
  );
}
