import { Button, CloseButton, UnstyledButton } from '@mantine/core';
import type { Check } from '#contract/lab.ts';
import { useSession } from '../../../../lib/api/api-context.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import classes from '../lab.module.css';
import { useCheckChanges, useChecks } from '../lab-queries.ts';

/** Questions with the article that should come first, run again after changes. */
export function ChecksPanel({ onAsk }: { onAsk: (question: string) => void }) {
  const checks = useChecks();
  const changes = useCheckChanges();
  const isAdmin = useSession().can('admin');
  const items = checks.data?.items ?? [];
  return (
    <section aria-label="Checks">
      <h2>
        Checks
        {isAdmin && items.length > 0 && (
          <Button
            size="compact-xs"
            variant="default"
            loading={changes.run.isPending}
            onClick={() => changes.run.mutate({})}
          >
            Run all
          </Button>
        )}
      </h2>
      {checks.isPending && <SkeletonRows rows={3} />}
      {checks.isError && <ErrorState failure={failureOf(checks.error)} onRetry={() => void checks.refetch()} />}
      {checks.isSuccess && items.length === 0 && (
        <p className={classes.none}>
          Ask a question and choose “Should come first” at the right article. Run the checks after a change, to know
          that it broke nothing else.
        </p>
      )}
      <ul className={classes.lines}>
        {items.map((check) => (
          <li key={check.id} className={classes.checkLine}>
            <UnstyledButton className={classes.line} onClick={() => onAsk(check.question)}>
              {check.question} <small>{check.code}</small>
            </UnstyledButton>
            <CheckState check={check} />
            {isAdmin && (
              <CloseButton
                size="sm"
                aria-label={`Remove the check “${check.question}”`}
                onClick={() => changes.remove.mutate({ id: check.id })}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function CheckState({ check }: { check: Check }) {
  const { rank, ranAt, rankBefore, ranBeforeAt } = check;
  if (ranAt === null) return <StatusPill tone="neutral">not run yet</StatusPill>;
  const isWorse = ranBeforeAt !== null && (rank ?? 11) > (rankBefore ?? 11);
  const place = rank === null ? 'not found' : rank === 1 ? 'first' : `place ${rank}`;
  const tone = rank === 1 ? 'good' : rank === null ? 'bad' : 'warn';
  return <StatusPill tone={tone}>{isWorse ? `${place}, worse` : place}</StatusPill>;
}
