import { IconArrowDown } from '@tabler/icons-react';
import type { ChatMessage } from '#contract/chat.ts';
import type { Citation } from '#contract/conversations.ts';
import type { ChatStore } from '../model/chat-store.ts';
import type { ChatView } from '../model/chat-view.ts';
import { NO_FEEDBACK } from '../model/feedback.ts';
import { notYetShown } from '../model/outbox.ts';
import { useStickToEnd } from '../use-stick-to-end.ts';
import { CalendarButton } from './calendar-button.tsx';
import { ClosingRating } from './closing-rating.tsx';
import { Feedback } from './feedback.tsx';
import { MessageItem } from './message-item.tsx';
import { OutgoingItem } from './outgoing-item.tsx';
import { Sources } from './sources.tsx';
import classes from './thread.module.css';
import { Typing } from './typing.tsx';
import { WelcomeChoices } from './welcome-choices.tsx';

interface ThreadProps {
  view: ChatView;
  store: ChatStore;
  onOpenSource: (citation: Citation) => void;
  onSuggest: (text: string) => void;
}

/** What was said so far, beginning with the greeting. */
export function Thread({ view, store, onOpenSource, onSuggest }: ThreadProps) {
  const { welcome, conversation, feedbackEdits } = view;
  const messages = conversation?.messages ?? [];
  const outgoing = notYetShown(view.outbox, messages);
  const lastOwn = outgoing.at(-1)?.clientKey;
  const { scroller, content, isAtEnd, goToEnd } = useStickToEnd(lastOwn);
  const isEmpty = messages.length === 0 && outgoing.length === 0;

  function belowMessage(message: ChatMessage) {
    return (
      <>
        {message.citations.length > 0 && <Sources citations={message.citations} onOpen={onOpenSource} />}
        {message.bookingId !== null && <CalendarButton bookingId={message.bookingId} store={store} />}
        {message.canRate && (
          <Feedback
            values={feedbackEdits[message.id] ?? message.feedback ?? NO_FEEDBACK}
            onChange={(values) => store.giveFeedback(message.id, values)}
          />
        )}
      </>
    );
  }

  return (
    <div className={classes.area}>
      <div ref={scroller} className={classes.scroller}>
        <div ref={content} className={classes.content}>
          <div role="log" aria-label="Conversation" aria-live="polite" className={classes.log}>
            {welcome !== undefined && <MessageItem from="assistant" content={welcome.greeting} showsAuthor />}
            {messages.map((message, index) => (
              <MessageItem
                key={message.id}
                from={message.from}
                authorName={message.authorName}
                content={message.content}
                createdAt={message.createdAt}
                showsAuthor={
                  messages[index - 1]?.from !== message.from || messages[index - 1]?.authorName !== message.authorName
                }
              >
                {belowMessage(message)}
              </MessageItem>
            ))}
            {outgoing.map((message) => (
              <OutgoingItem
                key={message.clientKey}
                message={message}
                onRetry={() => store.retry(message.clientKey)}
                onDiscard={() => store.discard(message.clientKey)}
              />
            ))}
            {conversation?.isAnswering === true && <Typing />}
          </div>
          {isEmpty && welcome !== undefined && !view.hasSession && (
            <WelcomeChoices suggestions={welcome.suggestions} onSuggest={onSuggest} onVisitor={store.setVisitor} />
          )}
          {conversation?.status === 'closed' && !isEmpty && (
            <ClosingRating rating={conversation.rating} onRate={(rating) => void store.rate(rating)} />
          )}
        </div>
      </div>
      {!isAtEnd && (
        <button
          type="button"
          className={classes.toEnd}
          aria-label="Go to the newest message"
          title="Go to the newest message"
          onClick={goToEnd}
        >
          <IconArrowDown size={18} aria-hidden />
        </button>
      )}
    </div>
  );
}
