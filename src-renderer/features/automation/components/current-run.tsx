import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconLoader2,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type AutomationRun, AutomationStep } from '#contract/automation.ts';
import { useApi, useSession } from '../../../lib/api/api-context.ts';
import { count } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import classes from '../automation.module.css';
import { causeWords, STATE_WORDS, STEP_WORDS, type StepState, stepState } from '../automation-words.ts';
import { useAutomationChanges } from '../queries.ts';
import { ProposalCard } from './proposal-card.tsx';

const SIGNS: Record<StepState, { icon: TablerIcon; text: string }> = {
  done: { icon: IconCircleCheck, text: 'done' },
  skipped: { icon: IconCircleDashed, text: 'not needed' },
  current: { icon: IconLoader2, text: 'going on' },
  failed: { icon: IconAlertTriangle, text: 'failed' },
  ahead: { icon: IconCircle, text: 'to come' },
  left: { icon: IconCircleDashed, text: 'not reached' },
};

/** The run that has not ended: its steps, what each has made, and what it needs of a person. */
export function CurrentRun({ run }: { run: AutomationRun }) {
  const isOwner = useSession().can('owner');
  const { retry, abandon } = useAutomationChanges();
  const { id, state } = run;
  const words = STATE_WORDS[state];
  return (
    <>
      {state === 'proposed' && <ProposalCard run={run} />}
      <article className={classes.card} aria-label="The current run">
        <header className={classes.head}>
          <h2>Current run</h2>
          <StatusPill tone={words.tone} icon={words.icon}>
            {words.text}
          </StatusPill>
          <span className={classes.muted}>
            <RelativeTime at={run.createdAt} suffix=" ago" />, {causeWords(run)}
          </span>
          {isOwner && (
            <div className={classes.actions}>
              {state === 'failed' && (
                <Button loading={retry.isPending} onClick={() => retry.mutate({ id })}>
                  Try again
                </Button>
              )}
              <Button variant="default" loading={abandon.isPending} onClick={() => abandon.mutate({ id })}>
                End this run
              </Button>
            </div>
          )}
        </header>
        <ol className={classes.steps}>
          {AutomationStep.options.map((step) => (
            <Step key={step} run={run} step={step} />
          ))}
        </ol>
        {run.why !== null && (
          <p className={classes.problem} role="alert">
            {run.why}
          </p>
        )}
      </article>
    </>
  );
}

function Step({ run, step }: { run: AutomationRun; step: AutomationStep }) {
  const state = stepState(run, step);
  const { icon: Icon, text } = SIGNS[state];
  return (
    <li data-state={state}>
      <Icon size={16} stroke={1.8} aria-hidden />
      <span>{STEP_WORDS[step]}</span>
      <span className={classes.muted}>
        {text}
        {state === 'current' && <Going run={run} />}
        {step === 'dataset' && run.dataset !== null && `, version ${run.dataset.version}`}
        {step === 'training' && run.version !== null && `, version ${run.version.number}`}
      </span>
    </li>
  );
}

/** How far the step is that goes on. */
function Going({ run: { step, buildId, jobId, replayId } }: { run: AutomationRun }) {
  const api = useApi();
  const asks = (wanted: AutomationStep, id: string | null) => ({
    input: { id: id ?? '' },
    enabled: step === wanted && id !== null,
  });
  const build = useQuery(api.datasetBuilds.get.queryOptions(asks('dataset', buildId))).data;
  const job = useQuery(api.trainingJobs.get.queryOptions(asks('training', jobId))).data;
  const replay = useQuery(api.replays.get.queryOptions(asks('replay', replayId))).data;
  if (step === 'dataset' && build !== undefined && build.total > 0)
    return `, ${count(build.done)} of ${count(build.total)}`;
  if (step === 'training' && job?.progress) return `, ${job.progress.step}`;
  if (step === 'replay' && replay !== undefined)
    return `, ${count(replay.counts.done)} of ${count(replay.counts.total)}`;
  return null;
}
