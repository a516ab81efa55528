import type { OutcomeCounts } from '#contract/policy-simulation.ts';
import { count } from '../../../lib/format-number.ts';
import classes from '../policy.module.css';
import { difference, OUTCOME_WORDS, OUTCOMES } from '../simulation-words.ts';

/** What becomes of messages by the rules in force and by those that are tried, as pairs of bars with their numbers. */
export function OutcomeBars({ before, after }: { before: OutcomeCounts; after: OutcomeCounts }) {
  const total = Math.max(1, ...[before, after].map((counts) => OUTCOMES.reduce((sum, one) => sum + counts[one], 0)));
  return (
    <table className={classes.outcomes}>
      <caption className="visually-hidden">Messages by what becomes of them</caption>
      <thead className="visually-hidden">
        <tr>
          <th>Outcome</th>
          <th>Rules in force and rules in the form</th>
          <th>Difference</th>
        </tr>
      </thead>
      <tbody>
        {OUTCOMES.filter((outcome) => before[outcome] + after[outcome] > 0).map((outcome) => (
          <tr key={outcome}>
            <th scope="row">{OUTCOME_WORDS[outcome]}</th>
            <td>
              <Bar name="in force" value={before[outcome]} total={total} className={classes.inForce} />
              <Bar name="these" value={after[outcome]} total={total} className={classes.tried} />
            </td>
            <td className={classes.difference}>{difference(after[outcome] - before[outcome])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BarProps {
  name: string;
  value: number;
  total: number;
  className: string | undefined;
}

function Bar({ name, value, total, className }: BarProps) {
  return (
    <div className={classes.outcome}>
      <span className={classes.track} aria-hidden>
        <span className={className} style={{ width: `${(value / total) * 100}%` }} />
      </span>
      <span>
        {count(value)} <small>{name}</small>
      </span>
    </div>
  );
}
