import { Button, Progress } from '@mantine/core';
import type { DatasetBuild, DatasetBuildStep } from '#contract/dataset-builds.ts';
import { count } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { useCancelBuild } from '../queries.ts';
import classes from './datasets-tab.module.css';

const STATES = {
  queued: { tone: 'neutral', text: 'Waiting' },
  running: { tone: 'accent', text: 'Building' },
  failed: { tone: 'bad', text: 'Not built' },
  cancelled: { tone: 'neutral', text: 'Called off' },
  done: { tone: 'good', text: 'Built' },
} as const;

const STEPS: Record<DatasetBuildStep, string> = {
  reading: 'Reading approved examples and replacing personal data',
  preferences: 'Reading what staff sent in place of drafts',
  writing: 'Writing the files',
  publishing: 'Recording the version',
};

/** Where the steps begin, 0..1: reading takes most of the time. */
const BEGINS: Record<DatasetBuildStep, number> = { reading: 0, preferences: 0.8, writing: 0.85, publishing: 0.98 };
const ENDS: Record<DatasetBuildStep, number> = { reading: 0.8, preferences: 0.85, writing: 0.98, publishing: 1 };

/** A build that goes on, with its progress, or the last one where it has made no dataset, with the reason. */
export function BuildCard({ build }: { build: DatasetBuild }) {
  const cancel = useCancelBuild();
  const { state, step, done, total, problem } = build;
  const isGoingOn = state === 'queued' || state === 'running';
  const share = BEGINS[step] + (ENDS[step] - BEGINS[step]) * (total === 0 ? 0 : done / total);
  return (
    <section className={classes.card} aria-label="The build of a dataset">
      <header className={classes.head}>
        <h2>A new dataset</h2>
        <StatusPill tone={STATES[state].tone}>{STATES[state].text}</StatusPill>
        <span className={classes.made}>
          <RelativeTime at={build.finishedAt ?? build.createdAt} suffix=" ago" />
          {build.createdBy !== null && ` by ${build.createdBy.name}`}
        </span>
        {isGoingOn && (
          <Button
            ml="auto"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ id: build.id })}
          >
            Call off
          </Button>
        )}
      </header>
      {state === 'running' && (
        <div className={classes.progress}>
          <span role="status">
            {STEPS[step]}
            {step !== 'publishing' && total > 0 && ` (${count(done)} of ${count(total)})`}
          </span>
          <Progress value={share * 100} aria-label="Progress of the build" />
        </div>
      )}
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
