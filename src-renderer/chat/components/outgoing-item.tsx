import type { OutgoingMessage } from '../model/outbox.ts';
import { MessageItem } from './message-item.tsx';
import classes from './outgoing-item.module.css';

interface OutgoingItemProps {
  message: OutgoingMessage;
  onRetry: () => void;
  onDiscard: () => void;
}

/** A message on its way, shown where it will stand. */
export function OutgoingItem({ message, onRetry, onDiscard }: OutgoingItemProps) {
  const { status, problem, content } = message;
  return (
    <MessageItem from="customer" content={content} showsAuthor={false}>
      {status === 'sending' ? (
        <p className={classes.line}>Sending…</p>
      ) : (
        <p className={classes.line} data-failed>
          <span>Not sent. {problem?.text}</span>{' '}
          <button type="button" className={classes.action} onClick={onRetry}>
            Try again
          </button>{' '}
          <button type="button" className={classes.action} onClick={onDiscard}>
            Remove
          </button>
        </p>
      )}
    </MessageItem>
  );
}
