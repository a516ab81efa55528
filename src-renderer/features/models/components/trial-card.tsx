import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { isWorse, type Trial } from '../use-trial.ts';
import { ModelJudgeChoice } from './model-judge-choice.tsx';
import { OverrideForm } from './override-form.tsx';
import { ReplayChanges } from './replay-changes.tsx';
import { ReplayLine } from './replay-line.tsx';
import classes from './trial.module.css';

interface TrialCardProps {
  trial: Trial;
  /** On what it is tried. */
  intro: ReactNode;
  /** Names what is tried, above its answers. */
  then: string;
  /** What the desk said when it refused to save exactly this, as after a trial that is no longer in view. */
  refusal?: string | undefined;
  isSaving: boolean;
  onSave: (override: string) => void;
}

/** Tries a change on what customers asked before, and tells before it is saved what would be answered differently. */
export function TrialCard({ trial, intro, then, refusal, isSaving, onSave }: TrialCardProps) {
  const { replay } = trial;
  return (
    <>
      <div className={classes.head}>
        <p>{intro}</p>
        <Button flex="none" variant="default" loading={trial.isStarting || trial.isRunning} onClick={trial.start}>
          {trial.wasTried ? 'Try again' : 'Try on what customers asked'}
        </Button>
      </div>
      <ModelJudgeChoice judge={trial.judge} />
      {trial.isOutdated && (
        <p className={classes.note}>You have changed the text since. Try it again to see what it changes now.</p>
      )}
      {replay !== undefined && (
        <>
          <ReplayLine replay={replay} isRunning={trial.isRunning} />
          {replay.state === 'failed' && <p className={classes.note}>{replay.problem}</p>}
          {replay.state === 'done' && replay.counts.changed === 0 && (
            <p className={classes.note}>
              {replay.counts.total === 0 ? 'Nobody has asked anything yet.' : 'No answer changes.'}
            </p>
          )}
          {replay.state === 'done' && replay.counts.changed > 0 && <ReplayChanges replayId={replay.id} then={then} />}
        </>
      )}
      {((replay !== undefined && isWorse(replay)) || refusal !== undefined) && (
        <OverrideForm
          label="More answers become worse than better. Why do you save it all the same?"
          isSaving={isSaving}
          onSave={onSave}
        />
      )}
    </>
  );
}
