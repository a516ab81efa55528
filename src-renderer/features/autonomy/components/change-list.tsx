import { Button } from '@mantine/core';
import type { AutonomyChange, AutonomyLevel } from '#contract/autonomy.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import classes from '../autonomy.module.css';
import { causeWords, LEVEL_WORDS, scopeWords } from '../autonomy-words.ts';
import { useAutonomyChanges } from '../queries.ts';

/** Who changed what when, what the desk changed by itself and why, and the way back. */
export function ChangeList({ changes, canEdit }: { changes: AutonomyChange[]; canEdit: boolean }) {
  const { undo } = useAutonomyChanges();
  if (changes.length === 0) return <p className={classes.muted}>No level has been changed yet.</p>;
  return (
    <ol className={classes.list}>
      {changes.map((change) => {
        const why = causeWords(change);
        return (
          <li key={change.id} className={classes.change}>
            <div className={classes.grow}>
              <b>{scopeWords(change)}</b>: {levelWords(change.before)} → {levelWords(change.after)}
              <p className={classes.muted}>
                {change.by?.name ?? 'The desk'}, <RelativeTime at={change.at} suffix=" ago" />
                {why !== '' && ` · ${why}`}
              </p>
            </div>
            {canEdit && change.canUndo && (
              <Button
                variant="default"
                size="compact-sm"
                loading={undo.isPending && undo.variables.id === change.id}
                onClick={() => undo.mutate({ id: change.id })}
              >
                Undo
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function levelWords(level: AutonomyLevel | null): string {
  return level === null ? 'inherited' : LEVEL_WORDS[level].label;
}
