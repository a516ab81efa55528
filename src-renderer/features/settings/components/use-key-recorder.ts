import { useEffect, useRef } from 'react';
import { strokeOf } from '../../../lib/commands/stroke.ts';

/** How long to wait for the second key of a sequence. */
const SEQUENCE_PAUSE_MS = 900;

/**
 * Listens for the keys of a new shortcut while `isOn`: one stroke, or two soon after another. Calls `onDone` with
 * them, with an empty text for Backspace, and with undefined for Escape.
 */
export function useKeyRecorder(isOn: boolean, isMac: boolean, onDone: (shortcut: string | undefined) => void): void {
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    if (!isOn) return;
    let first: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function onKeyDown(event: KeyboardEvent): void {
      const stroke = strokeOf(event, isMac);
      if (stroke === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(timer);
      if (stroke === 'Escape') done.current(undefined);
      else if (stroke === 'Backspace') done.current('');
      else if (first !== undefined) done.current(`${first} ${stroke}`);
      else {
        first = stroke;
        timer = setTimeout(() => done.current(first), SEQUENCE_PAUSE_MS);
      }
    }
    // Before everything else, as the keys must not do what they mean now.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [isOn, isMac]);
}
