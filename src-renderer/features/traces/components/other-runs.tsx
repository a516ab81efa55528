import { Link } from '@tanstack/react-router';
import type { TraceDetail } from '#contract/trace-routes.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { useTraces } from '../queries.ts';
import { OUTCOME_WORDS } from '../trace-words.ts';
import classes from '../traces.module.css';

/** The other times that the AI worked in this conversation, also those that sent nothing. */
export function OtherRuns({ trace: { id, conversationId } }: { trace: TraceDetail }) {
  const others = useTraces(conversationId).data?.items.filter((one) => one.id !== id) ?? [];
  if (others.length === 0) return null;
  return (
    <section aria-label="Other runs">
      <h2>Other runs in this conversation</h2>
      <ul className={classes.attempts}>
        {others.map((run) => (
          <li key={run.id}>
            <Link
              to="/conversations/$conversationId/why/$traceId"
              params={{ conversationId, traceId: run.id }}
              className={classes.name}
            >
              {run.question ?? 'A question that is no longer there'}
            </Link>{' '}
            <StatusPill tone={OUTCOME_WORDS[run.outcome].tone}>{OUTCOME_WORDS[run.outcome].text}</StatusPill>{' '}
            <RelativeTime at={run.createdAt} suffix=" ago" />
          </li>
        ))}
      </ul>
    </section>
  );
}
