import { IconCheck, IconX } from '@tabler/icons-react';
import type { TraceDetail } from '#contract/trace-routes.ts';
import classes from '../traces.module.css';

/** What was checked before anything was sent, and which sentences were taken out. */
export function CheckList({ checks }: { checks: TraceDetail['checks'] }) {
  return (
    <section aria-label="What was checked">
      <h2>What was checked</h2>
      {checks.length === 0 && <p className={classes.note}>Nothing had to be checked: no text of a model was sent.</p>}
      <ul className={classes.checks}>
        {checks.map((check) => (
          <li key={check.name} data-passed={check.passed}>
            {check.passed ? (
              <IconCheck size={15} role="img" aria-label="passed" />
            ) : (
              <IconX size={15} role="img" aria-label="failed" />
            )}
            <div>
              <b>{check.name}</b>
              {check.detail !== '' && <> · {check.detail}</>}
              {(check.leftOut ?? []).map(({ sentence, reason }) => (
                <p key={sentence} className={classes.leftOut}>
                  Left out: <del>{sentence}</del> <span>{reason}</span>
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
