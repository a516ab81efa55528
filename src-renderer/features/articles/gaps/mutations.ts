import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Gap } from '#contract/gaps.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { showDone, showFailure, showUndo } from '../../../ui/toast.tsx';

/** What people do with gaps. Nothing asks "are you sure": what is put away can be brought back. */
export function useGapChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: api.gaps.key() });
  const onError = (error: Error) => showFailure('Not changed', failureOf(error));

  const setStatus = useMutation(api.gaps.setStatus.mutationOptions({ onSettled: readAgain, onError }));
  const merge = useMutation(api.gaps.merge.mutationOptions({ onSettled: readAgain, onError }));
  const moveOut = useMutation(api.gaps.moveOut.mutationOptions({ onSettled: readAgain, onError }));

  function reopen(gap: Pick<Gap, 'id'>): void {
    setStatus.mutate({ id: gap.id, status: 'open' });
  }
  return {
    reopen,
    dismiss(gap: Gap): void {
      setStatus.mutate(
        { id: gap.id, status: 'dismissed' },
        { onSuccess: () => showUndo('Dismissed. The same question will not come up again.', () => reopen(gap)) },
      );
    },
    /** Closes the gap, with the article that answers it where one is known. */
    markAnswered(gap: Gap): void {
      const articleId = (gap.suggestedArticle ?? gap.article)?.id;
      setStatus.mutate(
        { id: gap.id, status: 'answered', ...(articleId === undefined ? {} : { articleId }) },
        {
          onSuccess: () =>
            showUndo('Marked as answered. It comes back when the question fails again.', () => reopen(gap)),
        },
      );
    },
    merge(gap: Gap, into: Gap, onDone: (id: string) => void): void {
      merge.mutate(
        { id: gap.id, intoId: into.id },
        {
          onSuccess: (merged) => {
            onDone(merged.id);
            showDone(`These questions are together now: ${merged.questionCount}.`);
          },
        },
      );
    },
    moveOut(gap: Gap, messageId: string): void {
      moveOut.mutate(
        { id: gap.id, messageId },
        {
          onSuccess: (alone) =>
            showUndo('The question has a gap of its own now.', () => merge.mutate({ id: alone.id, intoId: gap.id })),
        },
      );
    },
  };
}

/** Publishes an article that closes its gap. */
export function usePublishFromGap() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation(
    api.gaps.publish.mutationOptions({
      onSuccess: (article) => {
        queryClient.setQueryData(api.knowledge.get.queryKey({ input: { id: article.id } }), article);
        void queryClient.invalidateQueries({ queryKey: api.knowledge.list.key() });
        void queryClient.invalidateQueries({ queryKey: api.gaps.key() });
        showDone(`${article.code} is published, and the gap is answered.`);
      },
      onError: (error) => showFailure('Not published', failureOf(error)),
    }),
  );
}
