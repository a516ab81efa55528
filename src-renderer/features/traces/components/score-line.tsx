import classes from '../traces.module.css';

interface ScoreLineProps {
  label: string;
  /** 0..1 */
  value: number;
  text: string;
  kind?: 'main' | 'part';
}

/** A score as a small bar with its figure; stands in a list of terms. */
export function ScoreLine({ label, value, text, kind = 'part' }: ScoreLineProps) {
  return (
    <div className={classes.score}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.track} aria-hidden>
          <span data-kind={kind} style={{ width: `${Math.min(1, Math.max(0, value)) * 100}%` }} />
        </span>
        {text}
      </dd>
    </div>
  );
}
