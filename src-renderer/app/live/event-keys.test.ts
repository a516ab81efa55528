import { matchQuery, QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { EVENT_TYPES } from '#contract/events.ts';
import { createApi, createClient } from '../../lib/api/client.ts';
import { keysOfEvent } from './event-keys.ts';

const api = createApi(createClient({ url: 'http://127.0.0.1:1', token: undefined }));
const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';

function makesOld(event: Parameters<typeof keysOfEvent>[1], queryKey: readonly unknown[]): boolean {
  const query = new QueryClient().getQueryCache().build(new QueryClient(), { queryKey });
  return keysOfEvent(api, event).some((key) => matchQuery({ queryKey: key }, query));
}

it('knows every type of event', () => {
  for (const type of EVENT_TYPES) expect(keysOfEvent(api, { type, conversationId: null })).not.toHaveLength(0);
});

it('reads the messages of the one conversation again, and the list', () => {
  const event = { type: 'message.created', conversationId: A } as const;
  const messagesOf = (id: string) =>
    api.conversations.messages.infiniteKey({ input: (cursor) => ({ id, cursor }), initialPageParam: undefined });
  expect(makesOld(event, messagesOf(A))).toBe(true);
  expect(makesOld(event, messagesOf(B))).toBe(false);
  expect(makesOld(event, api.conversations.counts.queryKey())).toBe(true);
  expect(makesOld(event, api.learning.counts.queryKey())).toBe(false);
});

it('reads everything of a kind again when no conversation is named', () => {
  expect(
    makesOld({ type: 'note.created', conversationId: null }, api.conversations.notes.queryKey({ input: { id: A } })),
  ).toBe(true);
});
