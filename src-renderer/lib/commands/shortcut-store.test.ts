import { expect, it } from 'vitest';
import { createMemoryStorage } from '../storage.ts';
import { createShortcutStore } from './shortcut-store.ts';

const take = { id: 'inbox.take', shortcut: 't' };

it('knows the default until a person chooses another, across restarts', () => {
  const storage = createMemoryStorage();
  const shortcuts = createShortcutStore(storage);
  expect(shortcuts.shortcutOf(take)).toBe('t');
  shortcuts.set('inbox.take', 'Mod+Shift+T');
  expect(createShortcutStore(storage).shortcutOf(take)).toBe('Mod+Shift+t');
  shortcuts.reset('inbox.take');
  expect(shortcuts.shortcutOf(take)).toBe('t');
});

it('can take a key away from a command', () => {
  const shortcuts = createShortcutStore(createMemoryStorage());
  shortcuts.set('inbox.take', '');
  expect(shortcuts.shortcutOf(take)).toBeUndefined();
  expect(shortcuts.isChanged('inbox.take')).toBe(true);
});

it('ignores a broken store', () => {
  const storage = createMemoryStorage();
  storage.setItem('teppan.shortcuts', '{"inbox.take":7,"x":"y"}');
  expect(createShortcutStore(storage).shortcutOf(take)).toBe('t');
});
