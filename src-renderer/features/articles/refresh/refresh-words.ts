import type { Refresh, RefreshReport, RefreshStep } from '#contract/refreshes.ts';
import { count } from '../../../lib/format-number.ts';

export const STEP_WORDS: Record<RefreshStep, string> = {
  embed: 'Embedding what waits for a vector',
  examples: 'Adding approved answers',
  ways: 'Learning ways to ask',
  retire: 'Retiring what nothing stands behind',
  check: 'Checking the search index',
};

/** Who or what began it. */
export function reasonWords({ reason, requestedBy }: Pick<Refresh, 'reason' | 'requestedBy'>): string {
  if (reason === 'examples') return 'after 50 approved examples';
  return requestedBy === null ? 'asked for by a colleague' : `asked for by ${requestedBy.name}`;
}

/** What a refresh changed, biggest things first; empty when it changed nothing. */
export function changesOf(report: RefreshReport): { label: string; value: number }[] {
  return [
    { label: 'answers added', value: report.examplesAdded },
    { label: 'answers changed', value: report.examplesChanged },
    { label: 'answers retired', value: report.examplesRetired },
    { label: 'ways to ask learned', value: report.waysLearned },
    { label: 'ways to ask removed', value: report.waysRemoved },
    { label: 'passages embedded', value: report.embedded },
    { label: 'passages indexed', value: report.indexed },
    { label: 'passages retired', value: report.chunksRetired },
  ].filter((change) => change.value > 0);
}

export function changesInWords(report: RefreshReport): string {
  const leftOut = report.leftOutCount === 0 ? [] : [{ label: 'left out', value: report.leftOutCount }];
  const changes = [...changesOf(report), ...leftOut];
  if (changes.length === 0) return 'Nothing had changed';
  return changes.map(({ label, value }) => `${count(value)} ${label}`).join(', ');
}

/** Whether the graphs of vectors find what they should. */
export function indexWords({ indexCheck }: RefreshReport): string {
  if (indexCheck.length === 0) return 'Not checked yet';
  const lowest = Math.min(...indexCheck.map((check) => check.recall));
  const rebuilt = indexCheck.some((check) => check.rebuilt) ? ', after it was built anew' : '';
  return `finds ${Math.round(lowest * 100)} % of what an exact search finds${rebuilt}`;
}
