import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IntentCorrection, IntentSentence } from '#contract/intents.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showDone, showFailure, showUndo } from '../../ui/toast.tsx';

/** Teaching the router. Each change is stored at once; the router learns it within seconds. */
export function useIntentChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const readAgain = () => queryClient.invalidateQueries({ queryKey: api.intents.key() });
  const saved = (title: string) => ({
    onSuccess: readAgain,
    onError: (error: unknown) => showFailure(title, failureOf(error)),
  });

  const create = useMutation(api.intents.create.mutationOptions(saved('The intent was not defined')));
  const update = useMutation(api.intents.update.mutationOptions(saved('Not changed')));
  const restore = useMutation(api.intents.restore.mutationOptions(saved('Not restored')));
  const remove = useMutation(api.intents.remove.mutationOptions(saved('Not removed')));
  const addSentences = useMutation(api.intents.addSentences.mutationOptions(saved('The sentences were not added')));
  const removeSentence = useMutation(api.intents.removeSentence.mutationOptions(saved('The sentence was not removed')));

  return {
    create,
    update,
    addSentences,
    remove(name: string): void {
      remove.mutate(
        { name },
        { onSuccess: () => showUndo(`${name} is removed with its sentences.`, () => restore.mutate({ name })) },
      );
    },
    removeSentence(name: string, { id, text }: IntentSentence): void {
      removeSentence.mutate(
        { name, id },
        {
          onSuccess: () => showUndo('The sentence is removed.', () => addSentences.mutate({ name, sentences: [text] })),
        },
      );
    },
  };
}

/** What staff say a message was about; the very next message is routed by it. */
export function useIntentCorrection() {
  const api = useApi();
  const queryClient = useQueryClient();
  const readAgain = () => queryClient.invalidateQueries({ queryKey: api.intents.key() });
  const onError = (error: unknown) => showFailure('The correction was not saved', failureOf(error));
  const correct = useMutation(api.intents.correct.mutationOptions({ onSuccess: readAgain, onError }));
  const forget = useMutation(api.intents.removeCorrection.mutationOptions({ onSuccess: readAgain, onError }));

  function say(messageId: string, intent: string): void {
    correct.mutate(
      { messageId, intent },
      {
        onSuccess: ({ correction, before }) =>
          showUndo(`From now on, such messages are routed as ${intent}.`, () =>
            before === null ? forget.mutate({ id: correction.id }) : correct.mutate({ messageId, intent: before }),
          ),
      },
    );
  }

  return {
    say,
    isPending: correct.isPending,
    remove({ id, messageId, intent }: IntentCorrection): void {
      forget.mutate(
        { id },
        {
          onSuccess: () =>
            messageId === null
              ? showDone('The correction is forgotten.')
              : showUndo('The correction is forgotten.', () => correct.mutate({ messageId, intent })),
        },
      );
    },
  };
}
