import { SegmentedControl, Text } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import type { EscalationPolicy } from '#contract/escalation-policy.ts';
import type { Simulation as Result } from '#contract/policy-simulation.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { count, oneDecimal } from '../../../lib/format-number.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import classes from '../policy.module.css';
import { useSettled, useSimulation } from '../queries.ts';
import { aftermathSentences, counted, limitSentences, summaryOf } from '../simulation-words.ts';
import { OutcomeBars } from './outcome-bars.tsx';
import { SimulatedChanges } from './simulated-changes.tsx';
import { ChannelShift, IntentShift, ReasonShift } from './simulation-shifts.tsx';

const SPANS = [7, 30, 90];

interface SimulationProps {
  policy: EscalationPolicy;
  days: number;
  onDays: (days: number) => void;
}

/** What the rules in the form would have made of what customers wrote. It follows the form as it is edited. */
export function Simulation({ policy, days, onDays }: SimulationProps) {
  const trial = { policy: useSettled(policy), days };
  const { data, error, isPending, isPlaceholderData, refetch } = useSimulation(trial);
  return (
    <div className={classes.simulation} aria-busy={isPlaceholderData || trial.policy !== policy}>
      <SegmentedControl
        aria-label="Days that are replayed"
        data={SPANS.map((span) => ({ value: String(span), label: `${span} days` }))}
        value={String(days)}
        onChange={(value) => onDays(Number(value))}
      />
      {isPending && <SkeletonRows rows={4} height={28} />}
      {data === undefined && error !== null && <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />}
      {data?.messages === 0 && (
        <EmptyState icon={IconFlask} title="Nothing to try the rules on yet">
          Once customers have written, the rules can be tried on what they asked before they are in force.
        </EmptyState>
      )}
      {data !== undefined && data.messages > 0 && <Outcome result={data} />}
      {data !== undefined && data.changed > 0 && <SimulatedChanges trial={trial} result={data} />}
    </div>
  );
}

function Outcome({ result }: { result: Result }) {
  return (
    <>
      <p className={classes.sentence} role="status">
        {result.changed === 0 ? (
          <>
            These rules make the same of <b>{counted(result.messages, 'message')}</b> as those in force.
          </>
        ) : (
          <>
            Of <b>{counted(result.messages, 'message')}</b>, <b>{count(result.changed)}</b> in{' '}
            {counted(result.changedConversations, 'conversation')} would turn out otherwise.
          </>
        )}
      </p>
      <OutcomeBars {...result.total} />
      <p className={classes.sentence}>
        Handed over a day: <b>{aDay(result.escalationsADay.before)}</b> by the rules in force,{' '}
        <b>{aDay(result.escalationsADay.after)}</b> by these.
      </p>
      {aftermathSentences(result).map((sentence) => (
        <p key={sentence} className={classes.sentence}>
          {sentence}
        </p>
      ))}
      <div className={classes.shifts}>
        <ReasonShift reasons={result.reasons} />
        <IntentShift intents={result.intents} />
        <ChannelShift channels={result.channels} />
      </div>
      <Text component="ul" size="xs" c="dimmed" className={classes.limits}>
        {limitSentences(result).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </Text>
    </>
  );
}

const aDay = (value: number) => (value < 1 ? value.toFixed(2) : value < 10 ? oneDecimal(value) : count(value));

/** The same in one line, for where the rules are saved. */
export function SimulationLine({ policy, days }: Omit<SimulationProps, 'onDays'>) {
  const { data } = useSimulation({ policy: useSettled(policy), days });
  if (data === undefined || data.messages === 0) return null;
  return <p className={classes.sentence}>{summaryOf(data)}</p>;
}
