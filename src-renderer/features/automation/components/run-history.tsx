import { Button, Table } from '@mantine/core';
import type { AutomationRun } from '#contract/automation.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import classes from '../automation.module.css';
import { causeWords, STATE_WORDS } from '../automation-words.ts';
import { useAutomationRuns } from '../queries.ts';

const OPEN: readonly AutomationRun['state'][] = ['running', 'failed', 'proposed'];

/** The runs that have ended, newest first. */
export function RunHistory() {
  const query = useAutomationRuns();
  const runs = query.data?.pages.flatMap(({ items }) => items).filter(({ state }) => !OPEN.includes(state)) ?? [];
  return (
    <section aria-label="Earlier runs">
      <h2 className={classes.title}>Earlier runs</h2>
      {query.isPending && <SkeletonRows rows={2} height={36} />}
      {query.isError && query.data === undefined && (
        <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && runs.length === 0 && <p className={classes.muted}>None has ended yet.</p>}
      {runs.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th>Version</Table.Th>
              <Table.Th>What came of it</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

function RunRow({ run }: { run: AutomationRun }) {
  const { text, tone, icon } = STATE_WORDS[run.state];
  return (
    <Table.Tr>
      <Table.Td className={classes.time}>
        <RelativeTime at={run.finishedAt ?? run.createdAt} suffix=" ago" />
      </Table.Td>
      <Table.Td>{causeWords(run)}</Table.Td>
      <Table.Td>{run.version === null ? '–' : run.version.number}</Table.Td>
      <Table.Td>
        <StatusPill tone={tone} icon={icon}>
          {text}
        </StatusPill>
        {run.decidedBy !== null && ` by ${run.decidedBy.name}`}
        {run.why !== null && <p className={classes.why}>{run.why}</p>}
      </Table.Td>
    </Table.Tr>
  );
}
