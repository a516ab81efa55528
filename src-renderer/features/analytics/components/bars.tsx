import { count } from '../../../lib/format-number.ts';
import classes from '../analytics.module.css';

interface BarsProps {
  title: string;
  rows: readonly { label: string; value: number; note?: string }[];
}

/** Counts side by side, the number always beside its bar. */
export function Bars({ title, rows }: BarsProps) {
  const largest = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <section className={classes.card} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      {rows.length === 0 && <p className={classes.none}>Nothing yet.</p>}
      <dl className={classes.bars}>
        {rows.map(({ label, value, note }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>
              <span className={classes.bar} style={{ width: `${(value / largest) * 100}%` }} aria-hidden />
              <span className={classes.value}>
                {count(value)} {note !== undefined && <small>{note}</small>}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
