import { useQueryClient } from '@tanstack/react-query';
import type { DiscardReason } from '#contract/drafts.ts';
import { useSession } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { showDone, showFailure, showUndo } from '../../../ui/toast.tsx';
import { useCancellable } from './queries.ts';
import type { ComposerText } from './use-composer-text.ts';

/** Has a reply prepared, puts it into the composer, and puts it away again. */
export function useDrafting(conversationId: string, field: ComposerText) {
  const { client, api } = useSession();
  const queryClient = useQueryClient();
  const readAgain = () =>
    void queryClient.invalidateQueries({ queryKey: api.copilot.state.key({ input: { id: conversationId } }) });

  const drafting = useCancellable({
    run: async ({ earlier }: { earlier: string | undefined }, signal) => ({
      ...(await client.copilot.draft({ id: conversationId }, { signal })),
      earlier,
    }),
    onDone({ prepared, earlier }) {
      readAgain();
      if (prepared === null) return;
      // A new draft takes the place of the old one, but not of what somebody wrote.
      if (earlier !== undefined && field.read().trim() === earlier.trim())
        field.replace(prepared.draft.content, 'Drafted again.');
      else field.insert(prepared.draft.content);
    },
  });

  async function putAway(draft: { id: string; content: string }, reason: DiscardReason): Promise<void> {
    try {
      await client.drafts.discard({ id: draft.id, reason });
      const wasUnchanged = field.read().trim() === draft.content.trim();
      if (wasUnchanged) field.replace('', undefined);
      showUndo('The draft is put away.', () => void restore(draft, wasUnchanged));
    } catch (error) {
      showFailure('The draft was not put away', failureOf(error));
    }
    readAgain();
  }

  async function restore(draft: { id: string; content: string }, wasUnchanged: boolean): Promise<void> {
    try {
      await client.drafts.restore({ id: draft.id });
      if (wasUnchanged && field.read() === '') field.replace(draft.content, undefined);
      else showDone('The draft waits again.');
    } catch (error) {
      showFailure('The draft was not brought back', failureOf(error));
    }
    readAgain();
  }

  return { ...drafting, foundNothing: drafting.output?.prepared === null, putAway };
}
