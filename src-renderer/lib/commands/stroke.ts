/**
 * Shortcuts are written as people say them: `Mod+K` (Command on a Mac, Control elsewhere), `?`, `Shift+J`,
 * or a sequence such as `g i`. They are compared by the character that a key makes, not by its place on the
 * keyboard, so that they mean the same on every layout.
 */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const MODIFIERS = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead'];

/** The canonical name of one key press; undefined while only modifiers are held. */
export function strokeOf(press: KeyPress, isMac: boolean): string | undefined {
  if (MODIFIERS.includes(press.key)) return undefined;
  const isLetter = /^\p{L}$/u.test(press.key);
  const isCharacter = [...press.key].length === 1;
  const parts: string[] = [];
  if (isMac ? press.metaKey : press.ctrlKey) parts.push('Mod');
  if (isMac ? press.ctrlKey : press.metaKey) parts.push('Super');
  if (press.altKey) parts.push('Alt');
  // A sign such as `?` already tells that shift was held where the layout needs it.
  if (press.shiftKey && (isLetter || !isCharacter)) parts.push('Shift');
  parts.push(press.key === ' ' ? 'Space' : isCharacter ? press.key.toLowerCase() : press.key);
  return parts.join('+');
}

/** One way to write each shortcut: `mod+shift+K` → `Mod+Shift+k`. Sequences keep their order. */
export function normalizeShortcut(shortcut: string): string {
  return shortcut.trim().split(/\s+/).map(normalizeStroke).join(' ');
}

const ORDER = ['Mod', 'Super', 'Alt', 'Shift'];

function normalizeStroke(stroke: string): string {
  const pieces =
    stroke === '+'
      ? ['+']
      : stroke.split('+').map((piece, i, all) => (piece === '' && i === all.length - 1 ? '+' : piece));
  const key = pieces.at(-1) ?? '';
  const held = pieces.slice(0, -1).map((piece) => piece.charAt(0).toUpperCase() + piece.slice(1).toLowerCase());
  const name = [...key].length === 1 ? key.toLowerCase() : key.charAt(0).toUpperCase() + key.slice(1);
  return [...ORDER.filter((modifier) => held.includes(modifier)), name].join('+');
}

const MAC_SIGNS: Record<string, string> = { Mod: '⌘', Super: '⌃', Alt: '⌥', Shift: '⇧' };
const OTHER_NAMES: Record<string, string> = { Mod: 'Ctrl', Super: 'Win' };
const KEY_SIGNS: Record<string, string> = { Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };

/** The keys of a shortcut as caps to show: `g i` → [['G'], ['I']], `Mod+k` → [['Ctrl', 'K']]. */
export function shortcutKeys(shortcut: string, isMac: boolean): string[][] {
  return normalizeShortcut(shortcut)
    .split(' ')
    .map((stroke) =>
      stroke.split('+').map((piece) => {
        const named = isMac ? MAC_SIGNS[piece] : OTHER_NAMES[piece];
        return named ?? KEY_SIGNS[piece] ?? (piece.length === 1 ? piece.toUpperCase() : piece);
      }),
    );
}

/** `Ctrl+K`, `G then I`: for accessible texts. */
export function shortcutText(shortcut: string, isMac: boolean): string {
  return shortcutKeys(shortcut, isMac)
    .map((keys) => keys.join('+'))
    .join(' then ');
}
