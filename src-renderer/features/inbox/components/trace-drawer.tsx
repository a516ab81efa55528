import { Drawer, Table } from '@mantine/core';
import { IconCheck, IconRouteOff, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Trace } from '#contract/traces.ts';
import { type Failure, failureOf } from '../../../lib/api/failure.ts';
import { count, dollars, percent } from '../../../lib/format-number.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { headlineOf, OUTCOME_WORDS } from '../../traces/trace-words.ts';
import { GradedDraft } from '../copilot/components/graded-draft.tsx';
import { useTrace } from '../queries.ts';
import classes from './drawer.module.css';

/** Why this answer: what was understood, what was read, what was checked, and by which model. */
export function TraceDrawer({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const trace = useTrace(messageId);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={540}
      title="Why this answer?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {trace.isPending && <SkeletonRows rows={6} />}
      {trace.isError && <NoTrace failure={failureOf(trace.error)} onRetry={() => void trace.refetch()} />}
      {trace.data !== undefined && <TraceReport trace={trace.data} />}
      <GradedDraft messageId={messageId} />
    </Drawer>
  );
}

/** Samples and messages that needed no reading have no trace: that is no failure. */
function NoTrace({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  if (failure.code !== 'NOT_FOUND') return <ErrorState failure={failure} onRetry={onRetry} />;
  return (
    <EmptyState icon={IconRouteOff} title="Nothing was recorded for this message">
      Sample conversations have no trace, and neither has a hand-over that the customer asked for.
    </EmptyState>
  );
}

function TraceReport({ trace }: { trace: Trace }) {
  return (
    <>
      <p className={classes.headline}>{headlineOf(trace)}</p>
      <p className={classes.ways}>
        <Link
          to="/conversations/$conversationId/why/$traceId"
          params={{ conversationId: trace.conversationId, traceId: trace.id }}
        >
          Open as a page
        </Link>
        {trace.question !== null && (
          <Link to="/articles/lab" search={{ q: trace.question.slice(0, 4_000) }}>
            Open in the lab
          </Link>
        )}
      </p>
      <dl className={classes.facts}>
        <dt>Outcome</dt>
        <dd>{OUTCOME_WORDS[trace.outcome].text}</dd>
        <dt>Understood as</dt>
        <dd>
          {trace.intent} ({percent(trace.intentScore)})
        </dd>
        {trace.route !== null && trace.route.reasons.length > 0 && (
          <>
            <dt>Because</dt>
            <dd>{trace.route.reasons.join('; ')}</dd>
          </>
        )}
        <dt>Confidence</dt>
        <dd>{percent(trace.confidence)}</dd>
        <dt>Agent</dt>
        <dd>{trace.agent}</dd>
      </dl>

      <h3 className={classes.section}>What it read</h3>
      {trace.retrieved.length === 0 ? (
        'Nothing fitting was found.'
      ) : (
        <Table aria-label="Retrieved texts">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Source</Table.Th>
              <Table.Th ta="right">Meaning</Table.Th>
              <Table.Th ta="right">Words</Table.Th>
              <Table.Th ta="right">Score</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {trace.retrieved.map((source) => (
              <Table.Tr key={source.chunkId}>
                <Table.Td>
                  {source.isLearned === true ? 'Learned answer:' : source.code} {source.title}{' '}
                  {source.cited && <StatusPill tone="accent">cited</StatusPill>}
                </Table.Td>
                <Table.Td ta="right">{source.similarity.toFixed(2)}</Table.Td>
                <Table.Td ta="right">{source.textScore.toFixed(1)}</Table.Td>
                <Table.Td ta="right">{source.score.toFixed(2)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}

      {trace.examples.length > 0 && (
        <>
          <h3 className={classes.section}>Approved examples nearby</h3>
          <ul className={classes.checks}>
            {trace.examples.map((example) => (
              <li key={example.exampleId}>
                {example.question} ({percent(example.similarity)})
                {example.used && <StatusPill tone="good">used</StatusPill>}
              </li>
            ))}
          </ul>
        </>
      )}

      <h3 className={classes.section}>What was checked</h3>
      <ul className={classes.checks}>
        {trace.checks.map((check) => (
          <li key={check.name} data-passed={check.passed}>
            {check.passed ? (
              <IconCheck size={14} role="img" aria-label="passed" />
            ) : (
              <IconX size={14} role="img" aria-label="failed" />
            )}
            <span>
              {check.name}
              {check.detail !== '' && <> · {check.detail}</>}
            </span>
          </li>
        ))}
      </ul>

      <h3 className={classes.section}>How it was made</h3>
      <dl className={classes.facts}>
        <dt>Model</dt>
        <dd>{trace.model}</dd>
        <dt>Prompt version</dt>
        <dd>{trace.promptVersion}</dd>
        <dt>Tokens</dt>
        <dd>
          {count(trace.inputTokens)} in, {count(trace.outputTokens)} out
        </dd>
        <dt>Cost</dt>
        <dd>{trace.costMicroUsd === null ? 'not known' : dollars(trace.costMicroUsd)}</dd>
        <dt>Time</dt>
        <dd>{count(Math.round(trace.durationMs))} ms</dd>
      </dl>
    </>
  );
}
