import { Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { failureOf } from '../../../lib/api/failure.ts';
import { useCommands } from '../../../lib/commands/use-commands.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { useConversationCommands } from '../commands.ts';
import { SummaryPanel } from '../copilot/components/summary-panel.tsx';
import { useCopilot } from '../copilot/queries.ts';
import { useConversationActions } from '../mutations.ts';
import { useConversation, useMessages, useNotes } from '../queries.ts';
import { Composer } from './composer.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import classes from './conversation-pane.module.css';
import { HandBackDialog } from './hand-back-dialog.tsx';
import { MessageThread } from './message-thread.tsx';
import { NotesTab } from './notes-tab.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';

interface ConversationPaneProps {
  conversationId: string;
  isCustomerShown: boolean;
  onToggleCustomer: () => void;
}

/** One conversation: what was said, what staff noted, and everything that can be done with it. */
export function ConversationPane({ conversationId, isCustomerShown, onToggleCustomer }: ConversationPaneProps) {
  const conversation = useConversation(conversationId);
  const thread = useMessages(conversationId);
  const notes = useNotes(conversationId);
  const actions = useConversationActions(conversationId);
  const [tab, setTab] = useState<string | null>('messages');
  const [isResolving, resolving] = useDisclosure();
  const [isHandingBack, handingBack] = useDisclosure();
  const replyField = useRef<HTMLTextAreaElement>(null);
  const copilot = useCopilot(conversationId);
  // Until somebody opens or closes it, it is open where it helps.
  const [isSummaryWanted, setIsSummaryWanted] = useState<boolean>();
  const isSummaryOpen = isSummaryWanted ?? copilot.data?.suggestsSummary ?? false;
  const toggleSummary = () => setIsSummaryWanted(!isSummaryOpen);
  const [shown, setShown] = useState<{ messageId: string }>();
  useCommands({ 'conversation.summary': { run: toggleSummary, when: copilot.data?.isEnabled === true } });

  const takeOver = () =>
    actions.takeOver.mutate({ id: conversationId }, { onSuccess: () => replyField.current?.focus() });
  const reopen = () => actions.reopen.mutate({ id: conversationId });

  useConversationCommands(conversation.data, {
    takeOver,
    handBack: handingBack.open,
    resolve: resolving.open,
    reopen,
    reply() {
      setTab('messages');
      replyField.current?.focus();
    },
    showNotes: () => setTab(tab === 'notes' ? 'messages' : 'notes'),
  });

  if (conversation.data === undefined) {
    return (
      <section className={classes.pane} aria-label="Conversation">
        {conversation.isError ? (
          <ErrorState failure={failureOf(conversation.error)} onRetry={() => void conversation.refetch()} />
        ) : (
          <SkeletonRows rows={5} height={64} />
        )}
      </section>
    );
  }

  const noteCount = notes.data?.items.length ?? 0;
  return (
    <section className={classes.pane} aria-label="Conversation">
      <ConversationHeader
        conversation={conversation.data}
        isCustomerShown={isCustomerShown}
        onTakeOver={takeOver}
        onHandBack={handingBack.open}
        onResolve={resolving.open}
        onReopen={reopen}
        onToggleCustomer={onToggleCustomer}
      />
      <Tabs value={tab} onChange={setTab} className={classes.tabs} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="messages">Messages</Tabs.Tab>
          <Tabs.Tab value="notes">{noteCount === 0 ? 'Notes' : `Notes (${noteCount})`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="messages" className={classes.panel}>
          {copilot.data?.isEnabled === true && (
            <SummaryPanel
              conversationId={conversationId}
              hasModel={copilot.data.hasModel}
              isOpen={isSummaryOpen}
              onToggle={toggleSummary}
              onShowMessage={(messageId) => setShown({ messageId })}
            />
          )}
          <MessageThread thread={thread} shown={shown} />
          <Composer
            conversation={conversation.data}
            messages={thread.messages}
            fieldRef={replyField}
            onTakeOver={takeOver}
            onReopen={reopen}
            onResolve={resolving.open}
            onNews={actions.readAgain}
          />
        </Tabs.Panel>
        <Tabs.Panel value="notes" className={classes.panel}>
          <NotesTab conversationId={conversationId} notes={notes} />
        </Tabs.Panel>
      </Tabs>
      <ResolveDialog
        isOpen={isResolving}
        onClose={resolving.close}
        onResolve={(resolution) => actions.resolve.mutate({ id: conversationId, resolution })}
      />
      <HandBackDialog
        isOpen={isHandingBack}
        onClose={handingBack.close}
        onHandBack={(note) => actions.handBack.mutate({ id: conversationId, note })}
      />
    </section>
  );
}
