import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AlikeExample, TrainingExample } from '#contract/learning.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { neighbour } from '../../lib/neighbour.ts';
import { showFailure } from '../../ui/toast.tsx';
import { useExamples } from './queries.ts';
import { current, type Decision, decide, EMPTY_SESSION, takeBack, tally, undecided } from './review-session.ts';

const PREFETCH_WITHIN = 8;

export interface ExampleEdit {
  question: string;
  answer: string;
  acceptsConflicts: boolean;
}

/** The review queue as a person works through it: each decision shows the next example at once and can be undone. */
export function useReview() {
  const api = useApi();
  const queryClient = useQueryClient();
  const queue = useExamples('pending');
  const [session, setSession] = useState(EMPTY_SESSION);
  const open = undecided(queue.examples, session);
  const example = current(open, session);

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = queue;
  const isNearEnd = open.length < PREFETCH_WITHIN;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);

  // The conversation of the example after this one is read ahead, so that the next decision waits for nothing.
  const nextConversationId = open[open.findIndex(({ id }) => id === example?.id) + 1]?.conversationId;
  useEffect(() => {
    if (nextConversationId == null) return;
    void queryClient.prefetchQuery(
      api.conversations.messages.queryOptions({ input: { id: nextConversationId, limit: 100 } }),
    );
  }, [api, queryClient, nextConversationId]);

  const shared = (title: string) => ({
    onError: (error: unknown, { id }: { id: string }) => {
      setSession((before) => takeBack(before, id));
      showFailure(title, failureOf(error));
    },
    onSettled: () => {
      for (const queryKey of [api.learning.list.key(), api.learning.counts.key()])
        void queryClient.invalidateQueries({ queryKey });
    },
  });
  const approve = useMutation(api.learning.approve.mutationOptions(shared('Not approved')));
  const reject = useMutation(api.learning.reject.mutationOptions(shared('Not rejected')));
  const reopen = useMutation(
    api.learning.reopen.mutationOptions({
      onSettled: shared('').onSettled,
      onError: (error) => showFailure('Not undone', failureOf(error)),
    }),
  );

  function note(verdict: Decision['verdict'], exampleId: string): void {
    setSession((before) => decide(before, undecided(queue.examples, before), { exampleId, verdict }));
  }

  return {
    queue,
    example,
    openCount: open.length,
    tally: tally(session),
    canUndo: session.decisions.length > 0,
    move(step: 1 | -1): void {
      const chosenId = neighbour(
        open.map(({ id }) => id),
        example?.id,
        step,
      );
      setSession((before) => ({ ...before, chosenId }));
    },
    approve({ id }: TrainingExample, acceptsConflicts = false): void {
      note('approved', id);
      approve.mutate({ id, acceptsConflicts });
    },
    /** Another one of the group stands for the one in front, which leaves the queue with it. */
    approveInstead({ id: shownId }: TrainingExample, { id }: AlikeExample, acceptsConflicts = false): void {
      note('approved', shownId);
      approve.mutate({ id, acceptsConflicts }, { onError: () => setSession((before) => takeBack(before, shownId)) });
    },
    /** `onRefused` gets the words back, so that none are lost. */
    approveEdited({ id }: TrainingExample, edit: ExampleEdit, onRefused: () => void): void {
      note('edited', id);
      approve.mutate({ id, ...edit }, { onError: onRefused });
    },
    reject({ id }: TrainingExample): void {
      note('rejected', id);
      reject.mutate({ id });
    },
    undo(): void {
      const last = session.decisions.at(-1);
      if (last === undefined) return;
      setSession((before) => takeBack(before, last.exampleId));
      reopen.mutate({ id: last.exampleId });
    },
  };
}
