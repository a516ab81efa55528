import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Article, ArticleDraft } from '#contract/knowledge.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showDone, showFailure, showUndo } from '../../ui/toast.tsx';
import { needsReason } from '../models/needs-reason.ts';

/** Writing, changing and archiving articles; each change is searched by the very next answer. */
export function useArticleChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const keep = (article: Article) => {
    queryClient.setQueryData(api.knowledge.get.queryKey({ input: { id: article.id } }), article);
    void queryClient.invalidateQueries({ queryKey: api.knowledge.list.key() });
  };

  const create = useMutation(
    api.knowledge.create.mutationOptions({
      onSuccess: (article) => {
        keep(article);
        showDone(`${article.code} is published.`);
      },
      onError: (error) => showFailure('Not published', failureOf(error)),
    }),
  );
  const update = useMutation(
    api.knowledge.update.mutationOptions({
      onSuccess: (article) => {
        keep(article);
        showDone(`${article.code} is saved as version ${article.version}.`);
      },
      onError: (error) => {
        const failure = failureOf(error);
        showFailure('Not saved', failure);
      },
    }),
  );
  const setStatus = useMutation(
    api.knowledge.setStatus.mutationOptions({
      onSuccess: keep,
      onError: (error) => showFailure('Not changed', failureOf(error)),
    }),
  );
  const recordReview = useMutation(
    api.knowledge.recordReview.mutationOptions({
      onSuccess: (article) => {
        keep(article);
        void queryClient.invalidateQueries({ queryKey: api.knowledge.countToReview.key() });
        showDone(`${article.code} is reviewed.`);
      },
      onError: (error) => showFailure('Not recorded', failureOf(error)),
    }),
  );

  return {
    create,
    update,
    recordReview,
    /** Why exactly this change was not saved, where it can be with a reason. */
    refusalOf(draft: ArticleDraft): string | undefined {
      const { variables, error } = update;
      const isOfThis = variables?.title === draft.title && variables.bodyMarkdown === draft.bodyMarkdown;
      return isOfThis ? needsReason(error) : undefined;
    },
    archive({ id, code }: Pick<Article, 'id' | 'code'>): void {
      setStatus.mutate(
        { id, status: 'archived' },
        { onSuccess: () => showUndo(`${code} is archived; the AI no longer reads it.`, () => restore(id)) },
      );
    },
    bringBack: restore,
  };

  function restore(id: string): void {
    setStatus.mutate({ id, status: 'published' });
  }
}
