import { Button, Textarea } from '@mantine/core';
import { IconInfoCircle, IconSend } from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { Conversation, Message } from '#contract/conversations.ts';
import type { Draft } from '#contract/drafts.ts';
import { useSession } from '../../../lib/api/api-context.ts';
import { useCommandHost } from '../../../lib/commands/use-commands.ts';
import { Keys } from '../../../ui/keys.tsx';
import { possibleActions } from '../commands.ts';
import { CopilotBar } from '../copilot/components/copilot-bar.tsx';
import { useCopilot } from '../copilot/queries.ts';
import { useComposerText } from '../copilot/use-composer-text.ts';
import { useWaitingDraft } from '../queries.ts';
import { useReply } from '../use-reply.ts';
import { Approval } from './approval/approval.tsx';
import { HeldDraft } from './approval/held-draft.tsx';
import classes from './composer.module.css';

interface ComposerProps {
  conversation: Conversation;
  messages: readonly Message[];
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  onTakeOver: () => void;
  onReopen: () => void;
  onResolve: () => void;
  /** The server has messages that are not on the screen yet. */
  onNews: () => void;
}

/** Where staff write to the customer, or approve what the AI would write. */
export function Composer(props: ComposerProps) {
  const { id, status, handler, approvalDueAt } = props.conversation;
  const draft = useWaitingDraft(id).data?.draft ?? null;
  const waitsForApproval = handler === 'ai' && status !== 'closed' && approvalDueAt !== null;
  // Each begins with what is kept of the person's text, so that it goes along when the conversation is taken over.
  return waitsForApproval ? <Approval {...props} draft={draft} /> : <ReplyComposer {...props} draft={draft} />;
}

/** The reply, or the reason why there can be none right now. */
function ReplyComposer({
  conversation,
  messages,
  draft,
  fieldRef,
  onTakeOver,
  onReopen,
  onResolve,
  onNews,
}: ComposerProps & { draft: Draft | null }) {
  const { me } = useSession();
  const { isMac } = useCommandHost();
  const reply = useReply(conversation.id, messages, onNews);
  const can = possibleActions(conversation, me.id);
  const copilot = useCopilot(conversation.id);
  const field = useComposerText({ text: reply.text, write: reply.write, fieldRef });

  if (!can.reply) {
    return (
      <div className={classes.blocked}>
        <span>
          {blockedText(conversation)}
          {reply.text !== '' && ' Your draft is kept.'}
        </span>
        {can.takeOver && (
          <Button variant="light" onClick={onTakeOver}>
            Take over to reply
          </Button>
        )}
        {can.reopen && (
          <Button variant="default" onClick={onReopen}>
            Reopen to reply
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className={classes.composer}>
      {reply.unseenCount > 0 && (
        <p className={classes.unseen} role="alert">
          <IconInfoCircle size={15} aria-hidden />
          {reply.unseenCount === 1 ? 'A new message arrived' : `${reply.unseenCount} new messages arrived`} since you
          began. Read {reply.unseenCount === 1 ? 'it' : 'them'}, then send again.
          <Button variant="subtle" size="compact-xs" onClick={reply.acknowledge}>
            I have read {reply.unseenCount === 1 ? 'it' : 'them'}
          </Button>
        </p>
      )}
      {copilot.data?.isEnabled === true && (
        <CopilotBar
          conversationId={conversation.id}
          state={copilot.data}
          text={reply.text}
          field={field}
          onResolve={onResolve}
        />
      )}
      {draft?.origin === 'autonomy' && <HeldDraft draft={draft} text={reply.text} field={field} />}
      <Textarea
        ref={fieldRef}
        aria-label="Reply"
        placeholder="Write to the customer…"
        autosize
        minRows={2}
        maxRows={10}
        value={reply.text}
        onChange={(event) => reply.write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (isMac ? event.metaKey : event.ctrlKey)) {
            event.preventDefault();
            reply.send();
          } else if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <div className={classes.foot}>
        <ReplyHint reply={reply} isMac={isMac} />
        <Button
          leftSection={<IconSend size={14} aria-hidden />}
          disabled={reply.text.trim() === ''}
          loading={reply.isSending}
          onClick={reply.send}
        >
          Send
        </Button>
      </div>
    </div>
  );
}

function ReplyHint({ reply, isMac }: { reply: ReturnType<typeof useReply>; isMac: boolean }) {
  if (reply.failure !== undefined) {
    return (
      <span className={classes.failure} role="alert">
        Not sent: {reply.failure.message}
      </span>
    );
  }
  return (
    <span className={classes.hint} role="status">
      {reply.hasJustRead ? (
        <strong>Does your answer still fit? Send again to send it.</strong>
      ) : (
        <>
          <Keys shortcut="Mod+Enter" isMac={isMac} /> to send. Drafts are kept on this machine.
        </>
      )}
    </span>
  );
}

function blockedText({ status, handler, assignee }: Conversation): string {
  if (status === 'closed') return 'This conversation is closed.';
  if (handler === 'ai') return 'The AI has this conversation.';
  return assignee === null ? 'Nobody has this conversation yet.' : `${assignee.name} has this conversation.`;
}
