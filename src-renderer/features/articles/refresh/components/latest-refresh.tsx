import { type Refresh, RefreshStep } from '#contract/refreshes.ts';
import { count } from '../../../../lib/format-number.ts';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import classes from '../refresh.module.css';
import { changesOf, indexWords, reasonWords, STEP_WORDS } from '../refresh-words.ts';
import { RefreshState } from './refresh-state.tsx';

/** The newest refresh in full: what it is at, or what it changed. */
export function LatestRefresh({ refresh }: { refresh: Refresh }) {
  const { report, step, status } = refresh;
  const changes = changesOf(report);
  return (
    <section className={classes.latest} aria-label="Latest refresh">
      <h2>
        Latest refresh <RefreshState status={status} />
      </h2>
      <p className={classes.when}>
        <RelativeTime at={refresh.finishedAt ?? refresh.requestedAt} suffix=" ago" />, {reasonWords(refresh)}
      </p>
      {status === 'running' && step !== null && (
        <div className={classes.step} role="status">
          <span>{STEP_WORDS[step]}</span>
          <progress
            max={RefreshStep.options.length}
            value={RefreshStep.options.indexOf(step)}
            aria-label="Steps done of this refresh"
          />
        </div>
      )}
      {refresh.problem !== null && (
        <p className={classes.problem} role="alert">
          {refresh.problem}
        </p>
      )}
      {changes.length > 0 && (
        <dl className={classes.figures}>
          {changes.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{count(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {status === 'done' && changes.length === 0 && <p>Nothing had changed since the refresh before.</p>}
      {status === 'done' && <p className={classes.when}>The search index {indexWords(report)}.</p>}
      {report.leftOut.length > 0 && (
        <details className={classes.leftOut}>
          <summary>
            {count(report.leftOutCount)} approved {report.leftOutCount === 1 ? 'answer was' : 'answers were'} left out
          </summary>
          <ul>
            {report.leftOut.map(({ exampleId, question, reason }) => (
              <li key={exampleId}>
                <strong>{question}</strong> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
