import { expect, it } from 'vitest';
import { createMemoryStorage } from '../../lib/storage.ts';
import { createStoredSession } from './stored-session.ts';

it('keeps a conversation over a reload, and the one before it to go back to', () => {
  const storage = createMemoryStorage();
  createStoredSession(storage).remember('first');
  const session = createStoredSession(storage);
  expect(session.token()).toBe('first');

  session.putAside();
  expect(session.token()).toBeUndefined();
  expect(createStoredSession(storage).hasEarlier()).toBe(true);

  session.takeBack();
  expect(createStoredSession(storage).token()).toBe('first');
  expect(session.hasEarlier()).toBe(false);
});

it('begins anew where the storage holds something else', () => {
  const storage = createMemoryStorage();
  storage.setItem('teppan.chat.session', '{"current":5}');
  expect(createStoredSession(storage).token()).toBeUndefined();
});
