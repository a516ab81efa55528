import { describe, expect, it } from 'vitest';
import { type KeyPress, normalizeShortcut, shortcutText, strokeOf } from './stroke.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a key press', () => {
  it('has Command for Mod on a Mac and Control elsewhere', () => {
    expect(strokeOf(press('k', { metaKey: true }), true)).toBe('Mod+k');
    expect(strokeOf(press('k', { ctrlKey: true }), false)).toBe('Mod+k');
    expect(strokeOf(press('k', { ctrlKey: true }), true)).toBe('Super+k');
  });

  it('names a sign by itself, wherever the layout keeps it', () => {
    expect(strokeOf(press('?', { shiftKey: true }), false)).toBe('?');
    expect(strokeOf(press('?'), false)).toBe('?');
  });

  it('tells a letter from the same letter with shift, also under caps lock', () => {
    expect(strokeOf(press('J', { shiftKey: true }), false)).toBe('Shift+j');
    expect(strokeOf(press('J'), false)).toBe('j');
  });

  it('is nothing while only a modifier is held', () => {
    expect(strokeOf(press('Shift', { shiftKey: true }), false)).toBeUndefined();
  });
});

describe('a written shortcut', () => {
  it('is read in any spelling', () => {
    expect(normalizeShortcut('mod+shift+K')).toBe('Mod+Shift+k');
    expect(normalizeShortcut('Shift+Mod+k')).toBe('Mod+Shift+k');
    expect(normalizeShortcut(' g  I ')).toBe('g i');
    expect(normalizeShortcut('Mod+enter')).toBe('Mod+Enter');
    expect(normalizeShortcut('Mod++')).toBe('Mod++');
  });

  it('is shown with the keys of the platform', () => {
    expect(shortcutText('Mod+k', false)).toBe('Ctrl+K');
    expect(shortcutText('Mod+k', true)).toBe('⌘+K');
    expect(shortcutText('g i', false)).toBe('G then I');
  });
});
