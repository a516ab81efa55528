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
  useCommands({
    'conversation.take-over': { run: handlers.takeOver, when: can?.takeOver === true },
    'conversation.reply': { run: handlers.reply, when: can?.reply === true },
    'conversation.write': { run: handlers.reply, when: can?.reply === true },
    'conversation.hand-back': { run: handlers.handBack, when: can?.handBack === true },
    'conversation.resolve': { run: handlers.resolve, when: can?.resolve === true },
    'conversation.reopen': { run: handlers.reopen, when: can?.reopen === true },
    'conversation.notes': { run: handlers.showNotes, when: conversation !== undefined },
  });
}
