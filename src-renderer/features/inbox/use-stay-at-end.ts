import { type RefObject, useEffect, useState } from 'react';

/** How near the end still counts as being there. */
const END_PX = 40;

/**
 * Keeps the newest message in view when the space for messages changes, such as by a growing reply.
 * Returns whether it is in view.
 */
export function useStayAtEnd(scroller: RefObject<HTMLElement | null>, isReady: boolean, toEnd: () => void): boolean {
  const [isAtEnd, setIsAtEnd] = useState(true);
  useEffect(() => {
    const element = scroller.current;
    if (!isReady || element === null) return;
    let wasAtEnd = true;
    const note = () => {
      wasAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= END_PX;
      setIsAtEnd(wasAtEnd);
    };
    const observer = new ResizeObserver(() => {
      if (wasAtEnd) toEnd();
    });
    observer.observe(element);
    element.addEventListener('scroll', note, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', note);
    };
  }, [scroller, isReady, toEnd]);
  return isAtEnd;
}
