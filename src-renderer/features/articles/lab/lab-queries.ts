import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LabQuestion } from '#contract/lab.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { showDone, showFailure } from '../../../ui/toast.tsx';

/** What a question finds. Asked once: with a model behind an API each answer costs, so nothing asks again by itself. */
export function useLabAnswer(input: LabQuestion) {
  return useQuery(
    useApi().lab.ask.queryOptions({
      input,
      enabled: input.question !== '',
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      retry: false,
    }),
  );
}

/** The same with an article changed, of which nothing is saved. */
export function useTryChange() {
  const api = useApi();
  return useMutation(
    api.lab.tryChange.mutationOptions({ onError: (error) => showFailure('Not tried', failureOf(error)) }),
  );
}

/** Adds the question to an article's ways to ask. */
export function useAddWayToAsk(onAdded: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  const update = useMutation(api.knowledge.update.mutationOptions());
  return useMutation({
    mutationFn: async ({ id, question }: { id: string; question: string }) => {
      const article = await queryClient.fetchQuery(api.knowledge.get.queryOptions({ input: { id }, staleTime: 0 }));
      const { code, title, bodyMarkdown, category, tags, questions, version } = article;
      const draft = { code, title, bodyMarkdown, category, tags, questions: [...new Set([...questions, question])] };
      return update.mutateAsync({ ...draft, id, expectedVersion: version });
    },
    onSuccess: (article) => {
      queryClient.setQueryData(api.knowledge.get.queryKey({ input: { id: article.id } }), article);
      showDone(`${article.code} is now found by this question too.`);
      onAdded();
    },
    onError: (error) => showFailure('Not added', failureOf(error)),
  });
}

export function useChecks() {
  return useQuery(useApi().lab.checks.queryOptions({ input: { limit: 100 } }));
}

/** Keeping questions as checks, and running them. */
export function useCheckChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const readAgain = () => queryClient.invalidateQueries({ queryKey: api.lab.checks.key() });
  const options = { onSuccess: readAgain, onError: (error: Error) => showFailure('Not done', failureOf(error)) };
  return {
    add: useMutation(api.lab.addCheck.mutationOptions(options)),
    remove: useMutation(api.lab.removeCheck.mutationOptions(options)),
    run: useMutation(
      api.lab.runChecks.mutationOptions({
        ...options,
        onSuccess: ({ count, passed, worse }) => {
          void readAgain();
          showDone(worse === 0 ? `${passed} of ${count} checks pass.` : `${worse} of ${count} checks got worse.`);
        },
      }),
    ),
  };
}
