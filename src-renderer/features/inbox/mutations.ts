import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Conversation } from '#contract/conversations.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showDone, showFailure, showUndo } from '../../ui/toast.tsx';

/** What staff can do with a conversation. Each shows its effect at once, and takes it back when the server refuses. */
export function useConversationActions(id: string) {
  const { api, me } = useSession();
  const queryClient = useQueryClient();
  const key = api.conversations.get.queryKey({ input: { id } });

  function readAgain(): void {
    for (const queryKey of [
      api.conversations.get.key({ input: { id } }),
      api.conversations.messages.key({ input: { id } }),
      api.conversations.list.key(),
      api.conversations.counts.key(),
      api.escalations.list.key(),
    ]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  }

  /** The options that the actions share: `change` is what will be seen before the server has answered. */
  function optimistic(title: string, change: (conversation: Conversation) => Conversation, done?: () => void) {
    return {
      onMutate: () => {
        const before = queryClient.getQueryData(key);
        if (before !== undefined) queryClient.setQueryData(key, change(before));
        return { before };
      },
      onError: (error: unknown, _input: unknown, context: { before: Conversation | undefined } | undefined) => {
        if (context?.before !== undefined) queryClient.setQueryData(key, context.before);
        const failure = failureOf(error);
        showFailure(failure.code === 'ALREADY_TAKEN' ? 'A colleague was quicker' : title, failure);
      },
      onSuccess: (conversation: Conversation) => {
        queryClient.setQueryData(key, conversation);
        done?.();
      },
      onSettled: readAgain,
    };
  }

  const mine = (conversation: Conversation): Conversation => ({
    ...conversation,
    status: 'escalated',
    handler: 'staff',
    assignee: { id: me.id, name: me.name },
    closedAt: null,
  });

  const takeOver = useMutation(api.conversations.takeOver.mutationOptions(optimistic('Not taken over', mine)));
  const reopen = useMutation(api.conversations.reopen.mutationOptions(optimistic('Not reopened', mine)));
  const handBack = useMutation(
    api.conversations.handBack.mutationOptions(
      optimistic(
        'Not handed back',
        (conversation) => ({ ...conversation, status: 'active', handler: 'ai', assignee: null, escalation: null }),
        () => showUndo('Handed back: the AI answers again.', () => takeOver.mutate({ id })),
      ),
    ),
  );
  const resolve = useMutation(
    api.conversations.resolve.mutationOptions(
      optimistic(
        'Not resolved',
        (conversation) => ({ ...conversation, status: 'closed', escalation: null, waitingSince: null }),
        () => showUndo('Resolved and closed.', () => reopen.mutate({ id })),
      ),
    ),
  );

  return { takeOver, handBack, resolve, reopen, readAgain };
}

export function useAddNote(id: string, onAdded: () => void) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  return useMutation(
    api.conversations.addNote.mutationOptions({
      onSuccess: () => {
        onAdded();
        return queryClient.invalidateQueries({ queryKey: api.conversations.notes.key({ input: { id } }) });
      },
      onError: (error) => showFailure('The note was not saved', failureOf(error)),
    }),
  );
}

/** Staff's own judgement of an AI answer. */
export function useStaffFeedback() {
  const { api } = useSession();
  return useMutation(
    api.conversations.giveFeedback.mutationOptions({
      onSuccess: ({ promoted, quality }) => {
        if (promoted && quality.thumbsDown)
          showDone('Saved. An admin is asked to look again at what was learned from it.');
        else if (promoted) showDone('Good enough to learn from: the answer waits for review in Training.');
      },
      onError: (error) => showFailure('Your feedback was not saved', failureOf(error)),
    }),
  );
}

export function useCorrection(onSaved: () => void) {
  const { api } = useSession();
  return useMutation(
    api.conversations.correct.mutationOptions({
      onSuccess: () => {
        onSaved();
        showDone('Saved. An admin decides in Training whether the AI learns it.');
      },
      onError: (error) => showFailure('The answer was not saved', failureOf(error)),
    }),
  );
}
