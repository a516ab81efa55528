import { type Command, type CommandRegistry, isAvailable } from './registry.ts';
import type { ShortcutStore } from './shortcut-store.ts';

/** How long the second key of a sequence such as `g i` may take. */
const SEQUENCE_MS = 1_200;

/** Where a key press happened, as far as it decides what may run. */
export interface KeyPlace {
  /** A text field has the focus. */
  isTyping: boolean;
  /** A dialog is open, and keys belong to it. */
  isInDialog: boolean;
  /** The focused control acts on Enter and Space by itself. */
  isOnControl: boolean;
}

export interface KeyDispatcher {
  /** Runs the command that this stroke completes. True: the key was used and means nothing else. */
  press(stroke: string, place: KeyPlace): boolean;
}

/** Turns key strokes into commands, one at a time or in sequence. */
export function createKeyDispatcher(deps: {
  registry: Pick<CommandRegistry, 'list'>;
  shortcuts: Pick<ShortcutStore, 'shortcutOf'>;
  nowMs: () => number;
}): KeyDispatcher {
  let pending = '';
  let pendingUntilMs = 0;

  function candidates(place: KeyPlace): { command: Command; shortcut: string }[] {
    return deps.registry.list().flatMap((command) => {
      const shortcut = deps.shortcuts.shortcutOf(command);
      const isHeldBack = (place.isTyping || place.isInDialog) && command.whileTyping !== true;
      return shortcut === undefined || isHeldBack || !isAvailable(command) ? [] : [{ command, shortcut }];
    });
  }

  return {
    press(stroke, place) {
      if (place.isOnControl && (stroke === 'Enter' || stroke === 'Space')) return false;
      const begun = deps.nowMs() < pendingUntilMs ? pending : '';
      pending = '';
      const known = candidates(place);
      // A stroke that does not continue the sequence is looked at once more by itself.
      for (const typed of begun === '' ? [stroke] : [`${begun} ${stroke}`, stroke]) {
        // The command registered last belongs to what is in front.
        const hit = known.findLast(({ shortcut }) => shortcut === typed);
        if (hit !== undefined) {
          hit.command.run();
          return true;
        }
        if (known.some(({ shortcut }) => shortcut.startsWith(`${typed} `))) {
          pending = typed;
          pendingUntilMs = deps.nowMs() + SEQUENCE_MS;
          return true;
        }
      }
      return false;
    },
  };
}
