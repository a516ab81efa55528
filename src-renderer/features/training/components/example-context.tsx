import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Message } from '#contract/conversations.ts';
import type { TrainingExample } from '#contract/learning.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { useExampleContext } from '../queries.ts';
import classes from './example-context.module.css';

/** What was said around an example; the message that it comes from is marked and in view. */
export function ExampleContext({ example }: { example: TrainingExample }) {
  const context = useExampleContext(example.conversationId);
  return (
    <aside className={classes.context} aria-label="Conversation of this example">
      <header className={classes.head}>
        <h2>Where it comes from</h2>
        {example.conversationId !== null && (
          <Link to="/inbox/{-$conversationId}" params={{ conversationId: example.conversationId }}>
            Open in inbox
          </Link>
        )}
      </header>
      {example.conversationId === null && <EmptyState icon={IconPencil} title="Written without a conversation" />}
      {context.isLoading && <SkeletonRows rows={3} height={64} />}
      {context.isError && <ErrorState failure={failureOf(context.error)} onRetry={() => void context.refetch()} />}
      {context.data !== undefined && (
        <div className={classes.messages}>
          {context.data.items.map((message) => (
            <ContextMessage key={message.id} message={message} isSource={message.id === example.messageId} />
          ))}
        </div>
      )}
    </aside>
  );
}

function ContextMessage({ message, isSource }: { message: Message; isSource: boolean }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSource) element.current?.scrollIntoView({ block: 'center' });
  }, [isSource]);
  const { author } = message;
  const name =
    author.kind === 'staff' ? author.person.name : { customer: 'Customer', ai: 'AI', system: 'Desk' }[author.kind];
  return (
    <div ref={element} className={classes.message} data-source={isSource} data-author={author.kind}>
      <strong>{name}</strong>
      {isSource && <span className={classes.mark}>this answer</span>}
      <Markdown text={message.content} />
    </div>
  );
}
