import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message } from '#contract/conversations.ts';
import type { DiscardReason, Draft } from '#contract/drafts.ts';
import { useSession } from '../../../../lib/api/api-context.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { createDraftStore } from '../../../../lib/drafts.ts';
import { showFailure, showUndo } from '../../../../ui/toast.tsx';
import { latestSeq } from '../../collision.ts';

const edits = createDraftStore(localStorage, () => crypto.randomUUID());

interface ApprovalProps {
  conversationId: string;
  messages: readonly Message[];
  draft: Draft | null;
  onNews: () => void;
}

/**
 * What a person makes of the reply that waits for approval. An edit is kept at every change with the draft that it
 * began as: when another draft takes that one's place, nothing goes out before the person has chosen between them.
 */
export function useApproval({ conversationId, messages, draft, onNews }: ApprovalProps) {
  const { api, client } = useSession();
  const queryClient = useQueryClient();
  const [edit, setEdit] = useState(() => edits.get(conversationId));
  const [unchangedKey] = useState(() => crypto.randomUUID());
  const isStale = edit !== undefined && edit.draftId !== draft?.id;

  const readAgain = () => {
    void queryClient.invalidateQueries({ queryKey: api.drafts.get.key({ input: { id: conversationId } }) });
    onNews();
  };
  const sending = useMutation(
    api.conversations.reply.mutationOptions({
      onSuccess: () => {
        edits.clear(conversationId);
        setEdit(undefined);
        queryClient.setQueryData(api.drafts.get.queryKey({ input: { id: conversationId } }), { draft: null });
      },
      onSettled: readAgain,
    }),
  );

  function begin(text: string): void {
    edits.clear(conversationId);
    setEdit(edits.write(conversationId, text, latestSeq(messages), draft?.id));
  }

  async function discard(reason: DiscardReason): Promise<void> {
    if (draft === null) return;
    try {
      await client.drafts.discard({ id: draft.id, reason });
      edits.clear(conversationId);
      setEdit(undefined);
      showUndo('The draft is discarded. The customer still waits.', () => void restore(draft.id));
    } catch (error) {
      showFailure('The draft was not discarded', failureOf(error));
    }
    readAgain();
  }

  async function restore(id: string): Promise<void> {
    await client.drafts
      .restore({ id })
      .catch((error: unknown) => showFailure('The draft was not brought back', failureOf(error)));
    readAgain();
  }

  return {
    /** The text under edit, or undefined while the draft stands as it is. */
    edited: edit?.text,
    isStale,
    isSending: sending.isPending,
    failure: sending.error === null ? undefined : failureOf(sending.error),
    begin: () => draft !== null && edit === undefined && begin(draft.content),
    write(text: string): void {
      // An emptied text is still an edit, so it is not taken out of the field.
      const kept = edits.write(conversationId, text, latestSeq(messages), edit?.draftId);
      setEdit(kept ?? (edit === undefined ? undefined : { ...edit, text: '' }));
    },
    /** The draft as it came. */
    leave(): void {
      edits.clear(conversationId);
      setEdit(undefined);
      sending.reset();
    },
    /** What was written, now in the place of the draft that waits. */
    keepMine: () => edit !== undefined && begin(edit.text),
    send(): void {
      const text = edit?.text ?? draft?.content ?? '';
      if (draft === null || isStale || text.trim() === '' || sending.isPending) return;
      sending.mutate({
        id: conversationId,
        content: text,
        clientKey: edit?.clientKey ?? `${unchangedKey}-${draft.id}`,
        draftId: draft.id,
        lastSeenSeq: latestSeq(messages),
      });
    },
    discard,
  };
}
