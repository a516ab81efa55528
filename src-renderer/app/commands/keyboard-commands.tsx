import { useEffect } from 'react';
import { createKeyDispatcher, type KeyPlace } from '../../lib/commands/key-dispatcher.ts';
import { strokeOf } from '../../lib/commands/stroke.ts';
import { useCommandHost } from '../../lib/commands/use-commands.ts';

/** Hands the key presses of the page to the commands. */
export function KeyboardCommands() {
  const { registry, shortcuts, isMac } = useCommandHost();
  useEffect(() => {
    const dispatcher = createKeyDispatcher({ registry, shortcuts, nowMs: () => performance.now() });
    function onKeyDown(event: KeyboardEvent): void {
      // A key that composes a character of another script, or that a control has used, is no command.
      if (event.defaultPrevented || event.isComposing) return;
      const stroke = strokeOf(event, isMac);
      if (stroke !== undefined && dispatcher.press(stroke, placeOf(event.target))) event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry, shortcuts, isMac]);
  return null;
}

const CONTROLS = 'button, a[href], summary, [role="tab"], [role="menuitem"], [role="option"], [role="switch"]';

function placeOf(target: EventTarget | null): KeyPlace {
  const element = target instanceof HTMLElement ? target : null;
  return {
    isTyping: element !== null && (element.isContentEditable || element.matches('input, textarea, select')),
    isInDialog: document.querySelector('[role="dialog"][aria-modal="true"]') !== null,
    isOnControl: element?.closest(CONTROLS) != null,
  };
}
