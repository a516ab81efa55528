import { expect, it } from 'vitest';
import { createMemoryStorage } from '../storage.ts';
import { createKeyDispatcher, type KeyPlace } from './key-dispatcher.ts';
import { type Command, createCommandRegistry } from './registry.ts';
import { createShortcutStore } from './shortcut-store.ts';

const PAGE: KeyPlace = { isTyping: false, isInDialog: false, isOnControl: false };

function setUp(commands: Partial<Command>[]) {
  const ran: string[] = [];
  let nowMs = 0;
  const registry = createCommandRegistry();
  const shortcuts = createShortcutStore(createMemoryStorage());
  registry.register(
    commands.map((command, index) => {
      const id = command.id ?? `c${index}`;
      return { label: id, group: 'Desk', run: () => void ran.push(id), ...command, id };
    }),
  );
  const dispatcher = createKeyDispatcher({ registry, shortcuts, nowMs: () => nowMs });
  return { ran, shortcuts, dispatcher, pass: (ms: number) => (nowMs += ms) };
}

it('runs the command of a single key, and leaves other keys alone', () => {
  const { dispatcher, ran } = setUp([{ id: 'take', shortcut: 't' }]);
  expect(dispatcher.press('t', PAGE)).toBe(true);
  expect(dispatcher.press('x', PAGE)).toBe(false);
  expect(ran).toEqual(['take']);
});

it('never runs while a person types, but for commands that say so', () => {
  const { dispatcher, ran } = setUp([
    { id: 'take', shortcut: 't' },
    { id: 'palette', shortcut: 'Mod+K', whileTyping: true },
  ]);
  const typing = { ...PAGE, isTyping: true };
  expect(dispatcher.press('t', typing)).toBe(false);
  expect(dispatcher.press('Mod+k', typing)).toBe(true);
  expect(dispatcher.press('t', { ...PAGE, isInDialog: true })).toBe(false);
  expect(ran).toEqual(['palette']);
});

it('leaves Enter and Space to the control that has the focus', () => {
  const { dispatcher } = setUp([{ id: 'open', shortcut: 'Enter' }]);
  expect(dispatcher.press('Enter', { ...PAGE, isOnControl: true })).toBe(false);
  expect(dispatcher.press('Enter', PAGE)).toBe(true);
});

it('follows a sequence, and forgets a begun one after a while', () => {
  const { dispatcher, ran, pass } = setUp([
    { id: 'inbox', shortcut: 'g i' },
    { id: 'info', shortcut: 'i' },
  ]);
  dispatcher.press('g', PAGE);
  dispatcher.press('i', PAGE);
  dispatcher.press('g', PAGE);
  pass(5_000);
  dispatcher.press('i', PAGE);
  expect(ran).toEqual(['inbox', 'info']);
});

it('takes a stroke that breaks a sequence for a stroke of its own', () => {
  const { dispatcher, ran } = setUp([
    { id: 'inbox', shortcut: 'g i' },
    { id: 'take', shortcut: 't' },
  ]);
  dispatcher.press('g', PAGE);
  dispatcher.press('t', PAGE);
  dispatcher.press('i', PAGE);
  expect(ran).toEqual(['take']);
});

it('passes over what cannot be done now, and gives the key to what is in front', () => {
  const { dispatcher, ran } = setUp([
    { id: 'behind', shortcut: 'e' },
    { id: 'front', shortcut: 'e' },
    { id: 'never', shortcut: 'e', when: () => false },
  ]);
  dispatcher.press('e', PAGE);
  expect(ran).toEqual(['front']);
});

it('follows a changed shortcut', () => {
  const { dispatcher, ran, shortcuts } = setUp([{ id: 'take', shortcut: 't' }]);
  shortcuts.set('take', 'y');
  dispatcher.press('t', PAGE);
  dispatcher.press('y', PAGE);
  expect(ran).toEqual(['take']);
});
