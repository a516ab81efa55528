import { type RefObject, useEffect } from 'react';

/** Tells what is selected within an element, by mouse or keyboard, whenever it is something else. */
export function useSelectedWords(within: RefObject<HTMLElement | null>, onSelect: (words: string) => void): void {
  useEffect(() => {
    const look = () => {
      const selection = document.getSelection();
      const words = selection?.toString().trim() ?? '';
      if (words !== '' && within.current?.contains(selection?.anchorNode ?? null)) onSelect(words);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [within, onSelect]);
}
