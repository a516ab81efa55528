import { IconArrowDown, IconArrowUp, IconMinus, IconPlus } from '@tabler/icons-react';
import type { Move } from '../compare-hits.ts';
import classes from '../hit.module.css';

/** How a hit moved against what is saved. */
export function MoveMark({ move }: { move: Move }) {
  if (move.kind === 'same') return <IconMinus className={classes.move} size={14} role="img" aria-label="as before" />;
  if (move.kind === 'new')
    return (
      <span className={classes.move} data-kind="up">
        <IconPlus size={13} aria-hidden /> new
      </span>
    );
  const Arrow = move.kind === 'up' ? IconArrowUp : IconArrowDown;
  return (
    <span className={classes.move} data-kind={move.kind}>
      <Arrow size={14} role="img" aria-label={move.kind} /> {move.by}
    </span>
  );
}
