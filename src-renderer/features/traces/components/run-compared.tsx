import { IconInfoCircle } from '@tabler/icons-react';
import type { Rerun, TraceDetail } from '#contract/trace-routes.ts';
import { count, dollars, percent } from '../../../lib/format-number.ts';
import { REASON_WORDS } from '../../../lib/words.ts';
import { DiffView } from '../../../ui/diff-view.tsx';
import compared from '../run-again.module.css';
import { OUTCOME_WORDS } from '../trace-words.ts';
import classes from '../traces.module.css';
import { CheckList } from './check-list.tsx';
import { Exchanges } from './exchanges.tsx';

/** A run beside what was sent: the words that differ, and what it took. */
export function RunCompared({ trace, rerun }: { trace: TraceDetail; rerun: Rerun }) {
  const { answer } = rerun;
  const cited = trace.retrieved.filter((source) => source.cited);
  const handedOver =
    answer.reason === null ? 'Handed over to a person.' : `Handed over: ${REASON_WORDS[answer.reason].toLowerCase()}.`;
  const rows: [string, string, string][] = [
    ['Outcome', OUTCOME_WORDS[trace.outcome].text, OUTCOME_WORDS[answer.outcome].text],
    ['Sources', named(cited), named(answer.citations)],
    ['Confidence', sure(trace), sure(answer)],
    ['Model', trace.model, answer.model],
    ['Tokens', tokens(trace), tokens(rerun)],
    ['Cost', cost(trace), cost(rerun)],
    ['Time', `${count(Math.round(trace.durationMs))} ms`, `${count(Math.round(rerun.durationMs))} ms`],
  ];
  return (
    <div className={compared.compared}>
      {rerun.notes.map((note) => (
        <p key={note} className={compared.hint}>
          <IconInfoCircle size={14} aria-hidden /> {note}
        </p>
      ))}
      <table className={compared.table} aria-label="What was sent and this run">
        <thead>
          <tr>
            <td />
            <th scope="col">Then</th>
            <th scope="col">This run</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, then, now]) => (
            <tr key={name} data-differs={then !== now}>
              <th scope="row">{name}</th>
              <td>{then}</td>
              <td>{now}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.said}>
        <div className={classes.bubble} data-by="ai">
          <h3>Then</h3>
          <div className={classes.plain}>{trace.answer ?? 'Nothing was sent.'}</div>
        </div>
        <div className={classes.bubble} data-by={answer.text === null ? 'staff' : 'ai'}>
          <h3>This run{trace.answer === answer.text && ': the same, word for word'}</h3>
          {answer.text === null ? handedOver : <DiffView before={trace.answer ?? ''} after={answer.text} />}
        </div>
      </div>
      <CheckList checks={answer.checks} />
      {rerun.exchanges.length > 0 && <Exchanges exchanges={rerun.exchanges} model={answer.model} />}
    </div>
  );
}

function named(sources: readonly { code: string | null; title: string }[]): string {
  return sources.length === 0 ? 'none' : [...new Set(sources.map(({ code, title }) => code ?? title))].join(', ');
}

function sure({ confidence, threshold }: { confidence: number; threshold: number | null }): string {
  return threshold === null ? percent(confidence) : `${percent(confidence)}, ${percent(threshold)} needed`;
}

function tokens({ inputTokens, outputTokens }: { inputTokens: number; outputTokens: number }): string {
  return `${count(inputTokens)} in, ${count(outputTokens)} out`;
}

function cost({ costMicroUsd }: { costMicroUsd: number | null }): string {
  return costMicroUsd === null ? 'not known' : dollars(costMicroUsd);
}
