import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconArrowLeft, IconCheck, IconCopy, IconRouteOff } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import type { TraceDetail } from '#contract/trace-routes.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { Screen } from '../../ui/screen.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx';
import { CheckList } from './components/check-list.tsx';
import { Exchanges } from './components/exchanges.tsx';
import { HowMade } from './components/how-made.tsx';
import { OtherRuns } from './components/other-runs.tsx';
import { Passages } from './components/passages.tsx';
import { RouteTaken } from './components/route-taken.tsx';
import { RunAgain } from './components/run-again.tsx';
import { TraceHead } from './components/trace-head.tsx';
import { useTraceDetail } from './queries.ts';
import { traceMarkdown } from './trace-markdown.ts';
import classes from './traces.module.css';

/** Why this answer: the whole way to it, to be read from top to bottom, and to be gone again in another way. */
export function TraceScreen() {
  const { conversationId, traceId } = useParams({ from: '/conversations/$conversationId/why/$traceId' });
  const trace = useTraceDetail(traceId);
  return (
    <Screen
      title="Why this answer?"
      description="Everything that led to it, as it was at that moment."
      actions={
        <>
          {trace.data !== undefined && <CopyAsMarkdown trace={trace.data} />}
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={15} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/inbox/{-$conversationId}" params={{ conversationId }} search={{ view: 'all' }} />
            )}
          >
            Conversation
          </Button>
        </>
      }
    >
      {trace.isPending && <SkeletonRows rows={6} height={72} />}
      {trace.isError && trace.data === undefined && (
        <NoTrace failure={failureOf(trace.error)} onRetry={() => void trace.refetch()} />
      )}
      {trace.data !== undefined && <TraceReport key={traceId} trace={trace.data} />}
    </Screen>
  );
}

function NoTrace({ failure, onRetry }: { failure: ReturnType<typeof failureOf>; onRetry: () => void }) {
  if (failure.code !== 'NOT_FOUND' && failure.code !== 'BAD_INPUT')
    return <ErrorState failure={failure} onRetry={onRetry} />;
  return (
    <EmptyState icon={IconRouteOff} title="There is no such trace">
      It may have been deleted with its conversation.
    </EmptyState>
  );
}

function TraceReport({ trace }: { trace: TraceDetail }) {
  const { can } = useSession();
  return (
    <div className={classes.report}>
      <TraceHead trace={trace} />
      <RouteTaken trace={trace} />
      <Passages trace={trace} />
      <CheckList checks={trace.checks} />
      <HowMade trace={trace} />
      <Exchanges exchanges={trace.exchanges} model={trace.model} />
      {can('admin') && <RunAgain trace={trace} />}
      <OtherRuns trace={trace} />
    </div>
  );
}

function CopyAsMarkdown({ trace }: { trace: TraceDetail }) {
  const clipboard = useClipboard({ timeout: 2_000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <Button
      variant="default"
      leftSection={<Icon size={15} aria-hidden />}
      onClick={() => clipboard.copy(traceMarkdown(trace))}
    >
      <span aria-live="polite">{clipboard.copied ? 'Copied' : 'Copy as Markdown'}</span>
    </Button>
  );
}
