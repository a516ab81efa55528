import type { TraceDetail } from '#contract/trace-routes.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { headlineOf, OUTCOME_WORDS } from '../trace-words.ts';
import classes from '../traces.module.css';
import { AnsweredBy } from './answered-by.tsx';

/** Why in one sentence, then what was asked and what was said. */
export function TraceHead({ trace }: { trace: TraceDetail }) {
  const outcome = OUTCOME_WORDS[trace.outcome];
  return (
    <section aria-label="In short">
      <p className={classes.headline}>{headlineOf(trace)}</p>
      <p className={classes.meta}>
        <StatusPill tone={outcome.tone}>{outcome.text}</StatusPill>
        {trace.degraded && <StatusPill tone="warn">no model could be asked: answered offline</StatusPill>}
        <RelativeTime at={trace.createdAt} suffix=" ago" />
        {trace.messageId !== null && <AnsweredBy messageId={trace.messageId} />}
      </p>
      <div className={classes.said}>
        <div className={classes.bubble} data-by="customer">
          <h2>Asked</h2>
          {trace.question ?? 'The question is no longer there.'}
          {trace.readAs !== null && (
            <p className={classes.note}>
              Read together with what came before: <q>{trace.readAs}</q>
            </p>
          )}
        </div>
        <div className={classes.bubble} data-by="ai">
          <h2>{trace.outcome === 'drafted' ? 'Drafted' : 'Sent'}</h2>
          {trace.answer === null ? <p className={classes.note}>Nothing was sent.</p> : <Markdown text={trace.answer} />}
        </div>
      </div>
    </section>
  );
}
