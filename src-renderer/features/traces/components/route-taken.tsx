import type { TraceDetail } from '#contract/trace-routes.ts';
import { percent } from '../../../lib/format-number.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';
import classes from '../traces.module.css';
import { ScoreLine } from './score-line.tsx';

/** Which agent it was given to, and what spoke for it. */
export function RouteTaken({ trace: { route, agent } }: { trace: TraceDetail }) {
  return (
    <section aria-label="Route">
      <h2>Who it was given to</h2>
      {route === null ? (
        <p className={classes.note}>It was not routed: {agent === 'none' ? 'the AI did not answer' : agent}.</p>
      ) : (
        <>
          <p className={classes.line}>
            The <b>{route.agent}</b> agent, as it reads like <b>{route.intent}</b>
            {route.isOutOfScope && <StatusPill tone="warn">outside of what the business does</StatusPill>}
            {route.returnTo !== null && <StatusPill tone="accent">then back to the {route.returnTo}</StatusPill>}
          </p>
          {/* The rules that stand in for an untrained router weigh nothing. */}
          {route.confidence > 0 && (
            <dl className={classes.scores}>
              <ScoreLine label={route.intent} value={route.confidence} text={percent(route.confidence)} kind="main" />
              {route.alternatives
                .filter((other) => other.intent !== route.intent)
                .slice(0, 3)
                .map(({ intent, probability }) => (
                  <ScoreLine key={intent} label={intent} value={probability} text={percent(probability)} />
                ))}
            </dl>
          )}
          {route.reasons.length > 0 && <p className={classes.note}>Because: {route.reasons.join('; ')}.</p>}
        </>
      )}
    </section>
  );
}
