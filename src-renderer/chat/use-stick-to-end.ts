import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Nearer to the end than this counts as being there. */
const NEAR_PX = 60;

/** How much is left free above a message that is read from its beginning. */
const ABOVE_PX = 12;

/**
 * Keeps the newest message in sight while the reader is at the end, and leaves the reader alone anywhere else. A new
 * `ownKey` is a message of the reader's own, which always leads to the end.
 */
export function useStickToEnd(ownKey: string | undefined) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const goToEnd = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    sticks.current = true;
    element.scrollTop = element.scrollHeight;
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null || content.current === null) return;
    const look = () => {
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      setIsAtEnd(sticks.current);
    };
    // A message that arrives, a panel that opens and a keyboard that comes up all show as a change of size.
    const watched = content.current;
    let count = 0;
    const watcher = new ResizeObserver(() => {
      const messages = watched.querySelectorAll<HTMLElement>('[role=log] > article');
      const last = messages.length > count ? messages.item(messages.length - 1) : null;
      count = messages.length;
      if (!sticks.current) return look();
      goToEnd();
      // A long answer is read from its beginning.
      if (last !== null) element.scrollTop = Math.min(element.scrollTop, last.offsetTop - ABOVE_PX);
    });
    watcher.observe(watched);
    watcher.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      watcher.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [goToEnd]);

  useLayoutEffect(() => {
    if (ownKey !== undefined) goToEnd();
  }, [ownKey, goToEnd]);

  return { scroller, content, isAtEnd, goToEnd };
}
