import { Button, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconPencil, IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type RefObject, useState } from 'react';
import type { Conversation, Message } from '#contract/conversations.ts';
import type { Draft } from '#contract/drafts.ts';
import { useCommandHost, useCommands } from '../../../../lib/commands/use-commands.ts';
import { percent } from '../../../../lib/format-number.ts';
import { DiffView } from '../../../../ui/diff-view.tsx';
import { DueClock } from '../../../../ui/due-clock.tsx';
import { Keys } from '../../../../ui/keys.tsx';
import { Markdown } from '../../../../ui/markdown.tsx';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import details from '../answer-details.module.css';
import composer from '../composer.module.css';
import { DiscardMenu } from '../discard-menu.tsx';
import { SourceChips } from '../source-chips.tsx';
import classes from './approval.module.css';
import { staleWords } from './stale-words.ts';
import { useApproval } from './use-approval.ts';

interface ApprovalProps {
  conversation: Conversation;
  messages: readonly Message[];
  draft: Draft | null;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  onTakeOver: () => void;
  onNews: () => void;
}

/** The reply that the AI prepared and that only a person sends: as it is, edited, or not at all. */
export function Approval({ conversation, messages, draft, fieldRef, onTakeOver, onNews }: ApprovalProps) {
  const { isMac } = useCommandHost();
  const approval = useApproval({ conversationId: conversation.id, messages, draft, onNews });
  const [isDiscarding, setIsDiscarding] = useState(false);
  const { edited, isStale } = approval;
  const isEditing = edited !== undefined;

  function edit(): void {
    approval.begin();
    // The field is there with the next paint.
    requestAnimationFrame(() => fieldRef.current?.focus());
  }
  const canAct = draft !== null && !approval.isSending;
  useCommands({
    'draft.send': { run: approval.send, when: canAct && !isStale },
    'draft.edit': { run: edit, when: canAct },
    'draft.discard': { run: () => setIsDiscarding(true), when: canAct },
  });

  return (
    <section className={composer.composer} aria-label="Draft to approve">
      <div className={classes.head}>
        <StatusPill tone="warn" icon={IconPencil}>
          {draft === null ? 'No draft waits' : 'The AI drafted a reply'}
        </StatusPill>
        {conversation.approvalDueAt !== null && <DueClock dueAt={conversation.approvalDueAt} />}
        <SourceChips citations={draft?.metadata.citations} />
        {draft?.metadata.confidence !== undefined && (
          <span className={details.confidence}>{percent(draft.metadata.confidence)} sure</span>
        )}
        {draft?.traceId != null && (
          <Link
            className={classes.why}
            to="/conversations/$conversationId/why/$traceId"
            params={{ conversationId: conversation.id, traceId: draft.traceId }}
          >
            Why this draft?
          </Link>
        )}
      </div>
      {draft?.changesBooking === true && (
        <p className={classes.note}>
          <IconInfoCircle size={14} aria-hidden /> It tells of changes to the booking. They are made when you send it.
        </p>
      )}
      {isStale && (
        <div className={composer.unseen} role="alert">
          <IconAlertTriangle size={15} aria-hidden />
          <span>{staleWords(messages, draft !== null)}</span>
          {draft !== null && (
            <>
              <Button variant="subtle" size="compact-xs" onClick={approval.leave}>
                Take the new draft
              </Button>
              <Button variant="subtle" size="compact-xs" onClick={approval.keepMine}>
                Keep my text
              </Button>
            </>
          )}
        </div>
      )}
      {isEditing ? (
        <Textarea
          ref={fieldRef}
          aria-label="Edit the draft"
          autosize
          minRows={2}
          maxRows={10}
          value={edited}
          onChange={(event) => approval.write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (isMac ? event.metaKey : event.ctrlKey)) {
              event.preventDefault();
              approval.send();
            } else if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      ) : draft === null ? (
        <p className={classes.note}>
          The customer waits, and no draft is ready. The next one appears here; or take the conversation over and write.
        </p>
      ) : (
        <article className={classes.draft} aria-label="Draft">
          <Markdown text={draft.content} />
        </article>
      )}
      {isEditing && draft !== null && edited.trim() !== draft.content.trim() && (
        <details className={classes.compared}>
          <summary>Show changes</summary>
          <DiffView before={draft.content} after={edited} />
        </details>
      )}
      <div className={composer.foot}>
        {approval.failure !== undefined ? (
          <span className={composer.failure} role="alert">
            Not sent: {approval.failure.message}
          </span>
        ) : (
          <span className={composer.hint}>
            {draft === null ? (
              ''
            ) : (
              <>
                <Keys shortcut="Mod+Enter" isMac={isMac} /> to send. The AI keeps the conversation.
              </>
            )}
          </span>
        )}
        <span className={classes.actions}>
          {draft === null && (
            <Button variant="light" onClick={onTakeOver}>
              Take over to reply
            </Button>
          )}
          {draft !== null && (
            <>
              <DiscardMenu
                label="Discard"
                opened={isDiscarding}
                onChange={setIsDiscarding}
                onDiscard={approval.discard}
              />
              {isEditing ? (
                <Button variant="default" onClick={approval.leave}>
                  Back to the draft
                </Button>
              ) : (
                <Button variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={edit}>
                  Edit
                </Button>
              )}
              <Button
                leftSection={<IconSend size={14} aria-hidden />}
                disabled={isStale || edited?.trim() === ''}
                loading={approval.isSending}
                onClick={approval.send}
              >
                Send
              </Button>
            </>
          )}
        </span>
      </div>
    </section>
  );
}
