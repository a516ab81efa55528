import type { ApiClient } from '../../lib/api/client.ts';
import { bridge } from '../../lib/api/connection.ts';
import { customerName, REASON_WORDS } from '../../lib/words.ts';

/** Tells of a new escalation outside of the page: by the desktop app, or by a browser that was allowed to. */
export async function notifyEscalation(client: ApiClient, conversationId: string | null): Promise<void> {
  if (conversationId === null) return;
  const canNotify =
    bridge !== undefined || (typeof Notification !== 'undefined' && Notification.permission === 'granted');
  if (!canNotify) return;
  const conversation = await client.conversations.get({ id: conversationId }).catch(() => undefined);
  if (conversation?.escalation == null) return;
  const title = `${customerName(conversation.customer)} needs a person`;
  const body = `${REASON_WORDS[conversation.escalation.reason]}: ${conversation.escalation.detail}`.slice(0, 300);
  if (bridge !== undefined) {
    await bridge.notify({ title: title.slice(0, 120), body, tag: `conversation-${conversationId}`, conversationId });
    return;
  }
  const notification = new Notification(title, { body, tag: conversationId });
  notification.onclick = () => {
    window.focus();
    window.location.assign(`/inbox/${conversationId}`);
  };
}
