import type { Conversation } from '#contract/conversations.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';

export interface ConversationHandlers {
  takeOver(): void;
  handBack(): void;
  resolve(): void;
  reopen(): void;
  reply(): void;
  showNotes(): void;
}

/** What can be done with a conversation now, by the rules that the buttons follow too. */
export function possibleActions(conversation: Conversation, myId: string) {
  const isOpen = conversation.status !== 'closed';
  const isMine = conversation.handler === 'staff' && conversation.assignee?.id === myId;
  const isFree = conversation.handler === 'ai' || conversation.assignee === null;
  return {
    takeOver: isOpen && isFree,
    reply: isOpen && isMine,
    handBack: isOpen && isMine,
    resolve: isOpen && conversation.handler === 'staff' && isMine,
    reopen: !isOpen,
  };
}

export function useConversationCommands(conversation: Conversation | undefined, handlers: ConversationHandlers): void {
  const { me } = useSession();
  const can = conversation === undefined ? undefined : possibleActions(conversation, me.id);
  const command = (id: string, label: string, shortcut: string, run: () => void, isPossible?: boolean) => ({
    id: `conversation.${id}`,
    label,
    group: 'Conversation',
    shortcut,
    run,
    when: () => isPossible ?? false,
  });
  useCommands([
    command('take-over', 'Take over', 't', handlers.takeOver, can?.takeOver),
    command('reply', 'Reply', 'r', handlers.reply, can?.reply),
    {
      ...command('reply-enter', 'Reply to the open conversation', 'Enter', handlers.reply, can?.reply),
      isKeyOnly: true,
    },
    command('hand-back', 'Hand back to the AI', 'b', handlers.handBack, can?.handBack),
    command('resolve', 'Resolve', 'e', handlers.resolve, can?.resolve),
    command('reopen', 'Reopen', 'o', handlers.reopen, can?.reopen),
    command('notes', 'Show notes or messages', 'n', handlers.showNotes, conversation !== undefined),
  ]);
}
