import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message } from '#contract/conversations.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { createDraftStore } from '../../lib/drafts.ts';
import { latestSeq, unseenMessages } from './collision.ts';

const drafts = createDraftStore(localStorage, () => crypto.randomUUID());

/**
 * The reply that is being written in a conversation. It is kept at every change, goes out under one key however
 * often it is tried, and never crosses with a message that its writer has not seen: the page holds it back when it
 * knows of one, and the server when the page does not.
 */
export function useReply(conversationId: string, messages: readonly Message[], onNews: () => void) {
  const { api, me } = useSession();
  const [draft, setDraft] = useState(() => drafts.get(conversationId));
  const [hasJustRead, setHasJustRead] = useState(false);
  const newestSeq = latestSeq(messages);
  const unseen = draft === undefined ? [] : unseenMessages(messages, draft.seenSeq, me.id);

  const reply = useMutation(
    api.conversations.reply.mutationOptions({
      onSuccess: () => {
        setHasJustRead(false);
        drafts.clear(conversationId);
        setDraft(undefined);
        onNews();
      },
      onError: (error) => {
        if (failureOf(error).code === 'CONFLICT') onNews();
      },
    }),
  );

  function acknowledge(): void {
    drafts.acknowledge(conversationId, newestSeq);
    setDraft(drafts.get(conversationId));
    reply.reset();
    setHasJustRead(true);
  }

  return {
    text: draft?.text ?? '',
    unseenCount: unseen.length,
    /** New messages were read a moment ago, and the draft has not been sent or changed since. */
    hasJustRead,
    isSending: reply.isPending,
    failure: reply.error === null ? undefined : failureOf(reply.error),
    acknowledge,
    write(text: string): void {
      setHasJustRead(false);
      setDraft(drafts.write(conversationId, text, newestSeq));
    },
    send(): void {
      if (draft === undefined || draft.text.trim() === '' || reply.isPending) return;
      // The first try with news on the screen only counts as having read them.
      if (unseen.length > 0) {
        acknowledge();
        return;
      }
      reply.mutate({
        id: conversationId,
        content: draft.text,
        clientKey: draft.clientKey,
        lastSeenSeq: newestSeq,
      });
    },
  };
}
