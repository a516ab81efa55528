import { IconAlertCircle, IconRobot, IconUser } from '@tabler/icons-react';
import { memo } from 'react';
import type { Message } from '#contract/conversations.ts';
import { clockTime, exactTime } from '../../../lib/format-time.ts';
import { useTimeZone } from '../../../lib/time-zone.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { SentFromDraft } from '../copilot/components/sent-from-draft.tsx';
import { AnswerDetails } from './answer-details.tsx';
import { FeedbackLine } from './feedback-line.tsx';
import classes from './message-item.module.css';

/** One message. Who wrote it shows by side, name and sign, and only then by colour. */
export const MessageItem = memo(function MessageItem({
  message,
  question,
}: {
  message: Message;
  /** What the customer had asked before it. */
  question: string | undefined;
}) {
  const timeZone = useTimeZone();
  const { author, content, metadata, feedback } = message;
  if (author.kind === 'system') {
    return (
      <p className={classes.system}>
        {content} <span title={exactTime(message.createdAt, timeZone)}>{clockTime(message.createdAt, timeZone)}</span>
      </p>
    );
  }
  return (
    <article
      id={`message-${message.id}`}
      className={classes.message}
      data-author={author.kind}
      aria-label={`${authorName(author)} wrote`}
    >
      <header className={classes.head}>
        {author.kind === 'ai' && <IconRobot size={14} stroke={1.8} aria-hidden />}
        {author.kind === 'staff' && <IconUser size={14} stroke={1.8} aria-hidden />}
        <strong>{authorName(author)}</strong>
        {metadata.degraded === true && <StatusPill tone="warn">Offline answer: the model failed</StatusPill>}
        <time dateTime={message.createdAt} title={exactTime(message.createdAt, timeZone)}>
          {clockTime(message.createdAt, timeZone)}
        </time>
      </header>
      <div className={classes.bubble}>
        {author.kind === 'customer' ? <p className={classes.plain}>{content}</p> : <Markdown text={content} />}
      </div>
      {author.kind === 'ai' && metadata.kind !== 'smalltalk' && <AnswerDetails message={message} question={question} />}
      {author.kind === 'staff' && metadata.draftId !== undefined && <SentFromDraft messageId={message.id} />}
      {feedback !== null && <FeedbackLine feedback={feedback} />}
      {(message.delivery === 'failed' || message.delivery === 'unknown') && (
        <StatusPill tone="bad" icon={IconAlertCircle}>
          {message.delivery === 'failed' ? 'Not delivered' : 'Delivery is not certain'}
        </StatusPill>
      )}
    </article>
  );
});

function authorName(author: Message['author']): string {
  if (author.kind === 'staff') return author.person.name;
  return { customer: 'Customer', ai: 'AI', system: 'Desk' }[author.kind];
}
