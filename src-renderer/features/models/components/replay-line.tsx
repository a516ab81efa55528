import { Progress } from '@mantine/core';
import type { Replay } from '#contract/replays.ts';
import { dollars } from '../../../lib/format-number.ts';
import classes from '../models.module.css';

/** How far a replay is, or what it found and what it cost. */
export function ReplayLine({
  replay: { counts, costMicroUsd, judge },
  isRunning,
}: {
  replay: Replay;
  isRunning: boolean;
}) {
  if (isRunning)
    return (
      <div className={classes.progress}>
        <span role="status">
          Replaying {counts.done} of {counts.total} questions
        </span>
        <Progress
          value={counts.total === 0 ? 0 : (100 * counts.done) / counts.total}
          aria-label="Progress of the replay"
        />
      </div>
    );
  return (
    <p className={classes.facts}>
      <span>
        Replayed on {counts.total} {counts.total === 1 ? 'question' : 'questions'}:
      </span>
      <span>{counts.better} better</span>
      <span>{counts.same} the same</span>
      <span>{counts.worse} worse</span>
      <span>{inMoney(costMicroUsd)}</span>
      {judge !== null && (
        <span>
          the model judged {judge.asked - judge.unread} of {judge.asked} ({inMoney(judge.costMicroUsd)} of it)
        </span>
      )}
    </p>
  );
}

function inMoney(costMicroUsd: number | null): string {
  if (costMicroUsd === null) return 'cost not known';
  return costMicroUsd === 0 ? 'at no cost' : dollars(costMicroUsd);
}
