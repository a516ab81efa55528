import { words } from './text/words.ts';

/** Nobody writes so many words in a row as the rules do by chance. */
const RUN = 8;

/** Whether any text in a model's reply repeats a run of words of the rules that it was given, whatever is around it. */
export function repeatsRules(reply: unknown, rules: string): boolean {
  const known = new Set(runs(rules));
  return textsIn(reply).some((text) => runs(text).some((run) => known.has(run)));
}

function runs(text: string): string[] {
  const all = words(text);
  return all.slice(RUN - 1).map((_, index) => all.slice(index, index + RUN).join(' '));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
