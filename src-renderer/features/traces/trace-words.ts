import type { TraceSummary } from '#contract/trace-routes.ts';
import type { Trace } from '#contract/traces.ts';
import { percent } from '../../lib/format-number.ts';
import type { Tone } from '../../ui/status-pill.tsx';

export const OUTCOME_WORDS: Record<TraceSummary['outcome'], { text: string; tone: Tone }> = {
  answered: { text: 'Answered', tone: 'good' },
  declined: { text: 'Said that it does not know', tone: 'warn' },
  escalated: { text: 'Handed over to a person', tone: 'staff' },
  dropped: { text: 'Not sent', tone: 'neutral' },
  drafted: { text: 'Drafted for a person to send', tone: 'accent' },
};

const STEP_WORDS: Record<string, string> = {
  read: 'Reading it in translation',
  route: 'Choosing the agent',
  embed: 'Turning the question into a vector',
  search: 'Searching',
  model: 'Writing the answer',
  checks: 'Checking it against the sources',
  translate: 'Translating the answer',
  write: 'Storing and sending',
};

/** A step in words; one that this version does not know, by its name. */
export function stepWords(name: string): string {
  return STEP_WORDS[name] ?? name;
}

/** The one sentence that tells why, for somebody who reads no further. */
export function headlineOf(trace: Trace): string {
  const why = becauseOf(trace);
  switch (trace.outcome) {
    case 'answered':
      return `Answered ${fromWhat(trace)}${why}.`;
    case 'drafted':
      return `Drafted ${fromWhat(trace)}${why}; a person decides whether it is sent.`;
    case 'declined':
      return `Said that it does not know${why}.`;
    case 'escalated':
      return `Handed over to a person${why}.`;
    case 'dropped':
      return 'Nothing was sent, because the customer had written again or a person had taken over.';
  }
}

function fromWhat(trace: Trace): string {
  const cited = trace.retrieved.filter((source) => source.cited);
  if (cited.length > 0)
    return `from ${listed(cited.map(({ code, title }) => code ?? `the learned answer “${title}”`))}`;
  if (trace.examples.some((example) => example.used)) return 'with an answer that a person approved';
  return trace.model === 'rules' ? `by the rules of the ${trace.agent} agent` : 'without a source';
}

function becauseOf(trace: Trace): string {
  const failed = trace.checks.filter((check) => !check.passed && (check.leftOut ?? []).length === 0);
  const isAnswer = trace.outcome === 'answered' || trace.outcome === 'drafted';
  if (!isAnswer && failed.length > 0) return ` because ${failed.map((check) => check.detail).join(', and ')}`;
  const best = trace.retrieved.find((source) => source.cited);
  if (isAnswer && best !== undefined && trace.threshold !== null) {
    const place = trace.retrieved.indexOf(best) === 0 ? 'it was the best match' : 'it holds the answer';
    return ` because ${place} and the AI was ${percent(trace.confidence)} sure, where ${percent(trace.threshold)} are needed`;
  }
  const reasons = trace.route?.reasons ?? [];
  return reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
}

function listed(names: readonly string[]): string {
  const different = [...new Set(names)];
  return different.length < 2 ? different.join('') : `${different.slice(0, -1).join(', ')} and ${different.at(-1)}`;
}
