import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Channel, InboxView, Message } from '#contract/conversations.ts';
import { useApi } from '../../lib/api/api-context.ts';

export interface InboxFilter {
  view: InboxView;
  channel: Channel | undefined;
  search: string;
}

const PAGE_SIZE = 40;

/** The conversations of a view, page by page; the old ones stay on the screen while a new filter is on its way. */
export function useConversationList({ view, channel, search }: InboxFilter) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.conversations.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        view,
        channel,
        search: search === '' ? undefined : search,
        cursor,
        limit: PAGE_SIZE,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const conversations = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, conversations };
}

export function useConversation(id: string) {
  return useQuery(useApi().conversations.get.queryOptions({ input: { id } }));
}

/** The messages of a conversation in the order of time; `fetchNextPage` leads to older ones. */
export function useMessages(id: string) {
  const api = useApi();
  const query = useInfiniteQuery(
    api.conversations.messages.infiniteOptions({
      input: (cursor: string | undefined) => ({ id, cursor, limit: 50 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const messages = useMemo(() => inOrder(query.data?.pages.flatMap((page) => page.items) ?? []), [query.data]);
  return { ...query, messages };
}

/** Pages that were read at different moments may overlap by a message or two. */
function inOrder(messages: Message[]): Message[] {
  return [...new Map(messages.map((message) => [message.seq, message])).values()].sort((a, b) => a.seq - b.seq);
}

/** The AI's reply that waits in a conversation for a person, if any. */
export function useWaitingDraft(id: string) {
  return useQuery(useApi().drafts.get.queryOptions({ input: { id } }));
}

export function useNotes(id: string) {
  return useQuery(useApi().conversations.notes.queryOptions({ input: { id } }));
}

export function useCustomer(id: string) {
  return useQuery(useApi().conversations.customer.queryOptions({ input: { id } }));
}

export function useTrace(messageId: string) {
  return useQuery(useApi().conversations.trace.queryOptions({ input: { id: messageId }, staleTime: Infinity }));
}

/** The text behind a citation, as it was; it never changes. */
export function useChunk(chunkId: string) {
  return useQuery(useApi().knowledge.chunk.queryOptions({ input: { id: chunkId }, staleTime: Infinity }));
}
