import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Autonomy, AutonomyLevel } from '#contract/autonomy.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showDone, showFailure, showUndo } from '../../ui/toast.tsx';
import { LEVEL_WORDS, type Scope, scopeWords } from './autonomy-words.ts';

/** What the AI may do by itself, on what evidence, and how that came about. */
export function useAutonomy() {
  return useQuery(useApi().autonomy.get.queryOptions());
}

/** Changes of the dial; each answers with the whole dial as it then is, and each change of a level can be undone. */
export function useAutonomyChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const show = (autonomy: Autonomy) => queryClient.setQueryData(api.autonomy.get.queryKey(), autonomy);
  const onError = (error: unknown) => {
    showFailure('Not changed', failureOf(error));
    void queryClient.invalidateQueries({ queryKey: api.autonomy.key() });
  };
  const undo = useMutation(api.autonomy.undo.mutationOptions({ onSuccess: show, onError }));
  const offerUndo = (autonomy: Autonomy, message: string) => {
    show(autonomy);
    const [latest] = autonomy.changes;
    if (latest?.canUndo === true) showUndo(message, () => undo.mutate({ id: latest.id }));
    else showDone(message);
  };
  const setLevel = useMutation(
    api.autonomy.setLevel.mutationOptions({
      onSuccess: (autonomy, { level, ...scope }) => offerUndo(autonomy, changedWords(scope, level)),
      onError,
    }),
  );
  const decide = useMutation(
    api.autonomy.decide.mutationOptions({
      onSuccess(autonomy, { accept }) {
        if (accept) return offerUndo(autonomy, 'From now on the AI answers this by itself.');
        show(autonomy);
        showDone('Declined. The desk asks again after as many further drafts.');
      },
      onError,
    }),
  );
  const setBars = useMutation(
    api.autonomy.setBars.mutationOptions({
      onSuccess: (autonomy) => {
        show(autonomy);
        showDone('Saved. The next proposal goes by it.');
      },
      onError,
    }),
  );
  return { setLevel, decide, setBars, undo };
}

function changedWords(scope: Scope, level: AutonomyLevel | null): string {
  return `${scopeWords(scope)}: ${level === null ? 'inherited again' : LEVEL_WORDS[level].label}.`;
}
