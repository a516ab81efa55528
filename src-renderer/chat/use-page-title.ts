import { useEffect, useState } from 'react';
import type { ChatView } from './model/chat-view.ts';

/** Names the tab after the business, and tells there of what was written while the customer looked elsewhere. */
export function usePageTitle({ welcome, conversation }: ChatView): void {
  const [isHidden, setIsHidden] = useState(document.hidden);
  const [seenSeq, setSeenSeq] = useState(0);
  const answers = conversation?.messages.filter(({ from }) => from !== 'customer') ?? [];
  const lastSeq = answers.at(-1)?.seq ?? 0;
  const unseen = isHidden ? answers.filter(({ seq }) => seq > seenSeq).length : 0;
  const name = welcome?.businessName ?? 'Chat';

  useEffect(() => {
    const look = () => setIsHidden(document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  useEffect(() => {
    if (!isHidden) setSeenSeq(lastSeq);
  }, [isHidden, lastSeq]);
  useEffect(() => {
    document.title = unseen === 0 ? `${name} · Chat` : `(${unseen}) ${name} · Chat`;
  }, [name, unseen]);
}
