import { Button, Modal } from '@mantine/core';
import type { ExampleConflict } from '#contract/learning.ts';
import { ConflictList } from './conflict-list.tsx';
import classes from './example.module.css';

interface AcceptConflictsProps {
  /** Undefined while nothing is asked. */
  conflicts: readonly ExampleConflict[] | undefined;
  onAccept: () => void;
  onCancel: () => void;
}

/** Has a reviewer say that they saw what an example contradicts before it is used. It goes on record. */
export function AcceptConflicts({ conflicts, onAccept, onCancel }: AcceptConflictsProps) {
  return (
    <Modal opened={conflicts !== undefined} onClose={onCancel} size="lg" title="Approve what says otherwise?">
      <ConflictList conflicts={conflicts ?? []} />
      <p>The AI will answer with it from now on. That you approved it all the same goes on record.</p>
      <div className={classes.foot}>
        <Button onClick={onAccept}>Approve all the same</Button>
        <Button variant="default" onClick={onCancel} data-autofocus>
          Cancel
        </Button>
      </div>
    </Modal>
  );
}
