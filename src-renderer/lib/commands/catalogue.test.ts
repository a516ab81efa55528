import { expect, it } from 'vitest';
import { COMMAND_IDS, type CommandId, conflictOf, defaultShortcut, entryOf } from './catalogue.ts';

it('gives no two commands of a screen the same keys', () => {
  expect(COMMAND_IDS.filter((id) => conflictOf(id, defaultShortcut) !== undefined)).toEqual([]);
});

it('keeps single letters away from those who type', () => {
  const typed = COMMAND_IDS.filter((id) => entryOf(id).whileTyping === true);
  expect(typed.every((id) => defaultShortcut(id)?.startsWith('Mod+'))).toBe(true);
});

it('names the command that has the keys already', () => {
  const changed = (id: CommandId) => (id === 'conversation.reply' ? 't' : defaultShortcut(id));
  expect(conflictOf('conversation.reply', changed)).toBe('conversation.take-over');
});

it('lets screens that are never seen together use the same keys', () => {
  expect(defaultShortcut('inbox.next')).toBe(defaultShortcut('training.next'));
  expect(conflictOf('inbox.next', defaultShortcut)).toBeUndefined();
});
