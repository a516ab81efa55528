import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { measureAnswers } from './answers.ts';
import { measureDialogues } from './dialogues.ts';
import { measureDuplicates } from './duplicates.ts';
import { measureGaps } from './gaps.ts';
import { measureIntent } from './intent.ts';
import { measureLearning } from './learning.ts';
import { evaluatePii } from './pii.ts';
import { measureRetrieval } from './retrieval.ts';
import { measureRouting } from './routing.ts';
import { measureWays } from './ways.ts';

/** A measurement: which file makes a folder its data, and what it finds out. Progress goes to standard error. */
interface Evaluation {
  dataFile: string | readonly string[];
  /** Where sets for development lie beside the project, one folder each. */
  usualSets: string;
  measure(dataDir: string, options: { model: boolean }): Promise<object>;
}

const SHARED = resolve(APP_ROOT, '../shared/eval');

const EVALUATIONS: Record<string, Evaluation> = {
  retrieval: { dataFile: 'queries.jsonl', usualSets: join(SHARED, 'retrieval'), measure: measureRetrieval },
  ways: {
    dataFile: ['queries.jsonl', 'train.jsonl'],
    usualSets: join(import.meta.dirname, 'ways-asked'),
    measure: measureWays,
  },
  answers: { dataFile: 'questions.jsonl', usualSets: join(SHARED, 'answers'), measure: measureAnswers },
  dialogues: {
    dataFile: '.',
    usualSets: join(import.meta.dirname, 'dialogues'),
    measure: measureDialogues,
  },
  duplicates: {
    dataFile: 'queries.jsonl',
    usualSets: join(import.meta.dirname, 'ways-asked'),
    measure: measureDuplicates,
  },
  gaps: { dataFile: 'queries.jsonl', usualSets: join(SHARED, 'retrieval'), measure: measureGaps },
  intent: { dataFile: 'test.jsonl', usualSets: join(SHARED, 'intent'), measure: measureIntent },
  routing: { dataFile: 'test.jsonl', usualSets: join(SHARED, 'routing'), measure: measureRouting },
  learning: { dataFile: 'train.jsonl', usualSets: join(SHARED, 'learning'), measure: measureLearning },
  pii: { dataFile: 'texts.jsonl', usualSets: join(SHARED, 'pii'), measure: evaluatePii },
};

const HELP = `npm run eval -- <${Object.keys(EVALUATIONS).join('|')}> [--data DIR] [--json] [--model]

Measures the product on labelled data, on a throwaway database, offline.
intent: accuracy and macro_f1 are of the rows within scope, whatever the router would reject; see rejected_in_scope.
  --data DIR  one set, or a folder of sets; the project's own dialogues and every set in ../shared/eval when left out
  --model     dialogues: with the local protocol server as the model behind an API
  --json      one JSON object on standard output instead of a table`;

await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      json: { type: 'boolean' },
      model: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const name = positionals[0] ?? '';
  const evaluation = EVALUATIONS[name];
  if (values.help === true || evaluation === undefined) {
    console.log(HELP);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const folder = values.data === undefined ? evaluation.usualSets : resolve(values.data);
  const sets = findSets(folder, evaluation.dataFile);
  if (sets.length === 0) {
    console.error(
      `There is no ${[evaluation.dataFile].flat().join(' or ')} in ${folder}, nor in a folder in it. Pass the folder of a set with --data.`,
    );
    process.exitCode = 2;
    return;
  }
  const results: Record<string, object> = {};
  for (const set of sets) {
    console.error(`${name}: ${set}`);
    results[basename(set)] = await evaluation.measure(set, { model: values.model === true });
  }
  const only = sets.length === 1 ? results[basename(sets[0] ?? '')] : undefined;
  if (values.json === true) console.log(JSON.stringify(only ?? results));
  else for (const [set, result] of Object.entries(results)) printTable(set, result);
}

function findSets(folder: string, dataFile: Evaluation['dataFile']): string[] {
  const hasData = (path: string) => [dataFile].flat().some((file) => existsSync(join(path, file)));
  if (hasData(folder)) return [folder];
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter(hasData);
}

/** Plain figures in one row, and a row below for each group of them. */
function printTable(name: string, result: object): void {
  const fields = Object.entries(result);
  const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;
  const rows: Record<string, object> = { [name]: Object.fromEntries(fields.filter(([, value]) => !isGroup(value))) };
  for (const [group, value] of fields) if (isGroup(value)) rows[`${name}: ${group}`] = value;
  console.table(rows);
}
