import { Button, SegmentedControl, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ChangeKind, type SimulatedChange, type Simulation } from '#contract/policy-simulation.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { count } from '../../../lib/format-number.ts';
import { CHANNEL_WORDS, REASON_WORDS } from '../../../lib/words.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import classes from '../policy.module.css';
import { percent } from '../policy-part.ts';
import { type Trial, useSimulatedChanges } from '../queries.ts';
import { OUTCOME_WORDS } from '../simulation-words.ts';

/** The messages that would turn out otherwise; each leads to its conversation. */
export function SimulatedChanges({ trial, result }: { trial: Trial; result: Simulation }) {
  const [kind, setKind] = useState<ChangeKind>('all');
  const list = useSimulatedChanges(trial, kind);
  const { changed, moreAnswers, fewerAnswers } = result;
  const counts: Record<ChangeKind, number> = {
    all: changed,
    more: moreAnswers.count,
    fewer: fewerAnswers.count,
    other: changed - moreAnswers.count - fewerAnswers.count,
  };
  return (
    <div className={classes.changes}>
      <SegmentedControl
        aria-label="Which changes are listed"
        data={ChangeKind.options.map((value) => ({ value, label: `${KIND_WORDS[value]} ${count(counts[value])}` }))}
        value={kind}
        onChange={(value) => setKind(ChangeKind.parse(value))}
      />
      {list.isPending && <SkeletonRows rows={Math.min(4, Math.max(1, counts[kind]))} height={44} />}
      {list.isError && list.changes.length === 0 && (
        <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && list.changes.length === 0 && <Text c="dimmed">None of this kind.</Text>}
      <ul aria-label="Messages that would turn out otherwise">
        {list.changes.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}

const KIND_WORDS: Record<ChangeKind, string> = {
  all: 'All',
  more: 'Answered',
  fewer: 'No longer answered',
  other: 'Other',
};

function Change({ change }: { change: SimulatedChange }) {
  const { question, conversationId, before, after, at, channel, intent, confidence, rating, wasCorrected } = change;
  return (
    <li>
      <Link to="/inbox/{-$conversationId}" params={{ conversationId }} search={{ view: 'all' }}>
        {question}
      </Link>
      <Text size="xs">
        {inWords(before)} <span aria-hidden>→</span>
        <span className="visually-hidden"> would become: </span> <b>{inWords(after)}</b>
      </Text>
      <Text size="xs" c="dimmed">
        {CHANNEL_WORDS[channel]}, {intent.replaceAll('_', ' ')}
        {confidence !== null && `, ${percent(confidence)} sure`}
        {rating !== null && `, rated ${rating === 'good' ? 'well' : 'badly'}`}
        {wasCorrected && ', corrected'}, <RelativeTime at={at} suffix=" ago" />
      </Text>
    </li>
  );
}

function inWords({ outcome, reason }: SimulatedChange['before']): string {
  return reason === null ? OUTCOME_WORDS[outcome] : `${OUTCOME_WORDS[outcome]}: ${REASON_WORDS[reason]}`;
}
