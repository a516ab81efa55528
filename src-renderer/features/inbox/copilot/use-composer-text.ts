import { type RefObject, useEffect, useRef } from 'react';
import { showUndo } from '../../../ui/toast.tsx';

interface ComposerField {
  text: string;
  write: (text: string) => void;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
}

/** How the copilot changes what is being written: never without a way back, and never over what was typed meanwhile. */
export function useComposerText({ text, write, fieldRef }: ComposerField) {
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });

  function replace(next: string, message: string | undefined): void {
    const before = latest.current;
    write(next);
    fieldRef.current?.focus();
    if (message === undefined) return;
    showUndo(message, () => {
      if (latest.current === next) write(before);
      else showUndo('You have written more since. Undo it all?', () => write(before));
    });
  }

  return {
    read: () => latest.current,
    replace,
    /** In an empty field, or below what stands there. */
    insert(added: string): void {
      const before = latest.current.trimEnd();
      if (before === '') replace(added, undefined);
      else replace(`${before}\n\n${added}`, 'Added below what you wrote.');
    },
  };
}

export type ComposerText = ReturnType<typeof useComposerText>;
