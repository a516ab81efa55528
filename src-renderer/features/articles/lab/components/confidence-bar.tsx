import { percent } from '../../../../lib/format-number.ts';
import classes from '../answer.module.css';

/** How sure the AI is, against how sure it has to be. */
export function ConfidenceBar({ confidence, threshold }: { confidence: number; threshold: number }) {
  const text = `${percent(confidence)} sure, ${percent(threshold)} needed`;
  return (
    <span className={classes.confidence}>
      <span className={classes.track} aria-hidden>
        <span
          className={classes.fill}
          data-enough={confidence >= threshold}
          style={{ width: `${Math.min(1, confidence) * 100}%` }}
        />
        <span className={classes.tick} style={{ left: `${threshold * 100}%` }} />
      </span>
      {text}
    </span>
  );
}
