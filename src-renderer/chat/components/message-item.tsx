import type { ReactNode } from 'react';
import type { ChatMessage } from '#contract/chat.ts';
import { exactTime, timeOfDay } from '../model/message-time.ts';
import classes from './message-item.module.css';
import { RichText } from './rich-text.tsx';

interface MessageItemProps {
  from: ChatMessage['from'];
  authorName?: string | null;
  content: string;
  createdAt?: string;
  /** Said once for messages of one author that follow each other. */
  showsAuthor: boolean;
  children?: ReactNode;
}

/** One message: the customer's own on the right, all others on the left, what happened in the middle. */
export function MessageItem({ from, authorName = null, content, createdAt, showsAuthor, children }: MessageItemProps) {
  const time = createdAt === undefined ? undefined : <Time at={createdAt} />;
  if (from === 'system') {
    return (
      <p className={classes.system}>
        {content} {time}
      </p>
    );
  }
  return (
    <article className={classes.item} data-from={from}>
      <p className={showsAuthor ? classes.author : 'visually-hidden'}>
        <Author from={from} name={authorName} /> {time}
      </p>
      <div className={classes.bubble}>
        {from === 'customer' ? (
          <p className={classes.own} dir="auto">
            {content}
          </p>
        ) : (
          <RichText text={content} />
        )}
      </div>
      {children}
    </article>
  );
}

function Author({ from, name }: { from: ChatMessage['from']; name: string | null }) {
  if (from === 'customer') return <span className="visually-hidden">You</span>;
  if (from === 'staff') return <span className={classes.staffName}>{name ?? 'Our team'}</span>;
  return (
    <>
      <span>Assistant</span> <span className={classes.aiMark}>AI</span>
    </>
  );
}

function Time({ at }: { at: string }) {
  return (
    <time className={classes.time} dateTime={at} title={exactTime(at)}>
      {timeOfDay(at)}
    </time>
  );
}
