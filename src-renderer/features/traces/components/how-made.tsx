import type { TraceDetail } from '#contract/trace-routes.ts';
import { count, dollars, percent } from '../../../lib/format-number.ts';
import { StatusPill, type Tone } from '../../../ui/status-pill.tsx';
import { stepWords } from '../trace-words.ts';
import classes from '../traces.module.css';
import { ScoreLine } from './score-line.tsx';

const ATTEMPTS: Record<TraceDetail['attempts'][number]['outcome'], { text: string; tone: Tone }> = {
  answered: { text: 'answered', tone: 'good' },
  failed: { text: 'failed', tone: 'bad' },
  skipped: { text: 'not asked', tone: 'neutral' },
};

/** Tools, steps, models, and what it took. */
export function HowMade({ trace }: { trace: TraceDetail }) {
  const longest = Math.max(...trace.steps.map((step) => step.ms), 1);
  return (
    <section aria-label="How it was made">
      <h2>How it was made</h2>
      <dl className={classes.facts}>
        <Fact name="Model">{trace.model}</Fact>
        <Fact name="Prompt">{trace.promptVersion}</Fact>
        <Fact name="Confidence">
          {percent(trace.confidence)}
          {trace.threshold !== null && `, ${percent(trace.threshold)} needed`}
        </Fact>
        <Fact name="Tokens">
          {count(trace.inputTokens)} in, {count(trace.outputTokens)} out
        </Fact>
        <Fact name="Cost">{trace.costMicroUsd === null ? 'not known' : dollars(trace.costMicroUsd)}</Fact>
        <Fact name="Time">{count(Math.round(trace.durationMs))} ms</Fact>
      </dl>
      {trace.attempts.length > 0 && (
        <>
          <h3>Models in turn</h3>
          <ol className={classes.attempts}>
            {trace.attempts.map(({ model, outcome, reason, ms }) => (
              <li key={model}>
                <b>{model}</b> <StatusPill tone={ATTEMPTS[outcome].tone}>{ATTEMPTS[outcome].text}</StatusPill>{' '}
                {count(ms)} ms{reason !== null && <span className={classes.note}> {reason}</span>}
              </li>
            ))}
          </ol>
        </>
      )}
      {trace.steps.length > 0 && (
        <>
          <h3>Steps</h3>
          <dl className={classes.scores}>
            {trace.steps.map(({ name, ms }) => (
              <ScoreLine key={name} label={stepWords(name)} value={ms / longest} text={`${count(ms)} ms`} />
            ))}
          </dl>
        </>
      )}
      {trace.toolCalls.length > 0 && (
        <>
          <h3>Tools</h3>
          <ToolCalls calls={trace.toolCalls} />
        </>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A tool may be called several times with the same arguments, in an order that never changes. */
function ToolCalls({ calls }: { calls: TraceDetail['toolCalls'] }) {
  const numbered = calls.map((call, index) => ({ ...call, key: `${index} ${call.name}` }));
  return (
    <ol className={classes.attempts}>
      {numbered.map(({ key, name, failed, ms, ...call }) => (
        <li key={key}>
          <details>
            <summary>
              <code>{name}</code> {count(ms)} ms {failed && <StatusPill tone="bad">failed</StatusPill>}
            </summary>
            <pre className={classes.raw}>{`${call.arguments}\n→ ${call.result}`}</pre>
          </details>
        </li>
      ))}
    </ol>
  );
}
