/**
 * Fits the two decisions of the offline answerer on the development sets: which source answers a question, if any, whose
 * trees are written with --write (answerability-trees.ts), and whether two questions ask the same, whose constants are printed
 * (same-question.ts).
 *
 *   npm exec -- node tests/eval/fit-answerability.ts [--data FOLDER]… [--cases FILE] [--write]
 *
 * Asking takes some minutes; what was found is kept in the file of --cases, so that features can be tried out without
 * asking again. Figures come from five-fold cross-validation over questions; both are fitted on all of them.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BoostedTrees, boostedProbability, writeTree } from '../../src-server/models/offline/boosted-trees.ts';
import { type LogisticModel, probability } from '../../src-server/models/offline/logistic.ts';
import { type FeatureName, matchFeatures } from '../../src-server/models/offline/match-features.ts';
import { viewQuestion } from '../../src-server/models/offline/question-view.ts';
import { PAIR_FEATURE_NAMES, type PairFeatures, pairFeatures } from '../../src-server/models/offline/same-question.ts';
import { viewSource } from '../../src-server/models/offline/source-view.ts';
import type { TermRarity } from '../../src-server/models/text/term-rarity.ts';
import { type Direction, fitTrees } from './boosted-trees-fit.ts';
import { calibrationError, separation } from './confidence-figures.ts';
import { type Case, collectCases, type Mode, type Pair } from './fit-cases.ts';
import { fitLogistic, type Row } from './logistic-fit.ts';

const FOLDS = 5;
const THRESHOLDS = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8];
/** Taking an FAQ row out often leaves another that answers as well: such "wrong" sources count less. */
const DOUBTFUL_WEIGHT = 0.25;
/** How many questions of each mode there are differs; this is how much a question of it should count. */
const MODE_WEIGHT: Readonly<Record<Mode, number>> = { whole: 1, without: 1, none: 1, far: 2, swapped: 0.7 };

/** What may speak only for a source, only against it, or either way: what is true of all questions is not left to six sets. */
const DIRECTIONS: Readonly<Record<FeatureName, Direction>> = {
  faq: 0,
  similarity: 1,
  similarityLead: 1,
  otherSimilarity: 0,
  textScore: 1,
  first: 1,
  coverage: 1,
  unitCoverage: 1,
  unitCoverageLead: 1,
  titleCoverage: 1,
  titleCoverageLead: 1,
  titlePrecision: 1,
  likeness: 1,
  likenessLead: 1,
  kindDiffers: -1,
  pairs: 1,
  expectedKind: 1,
  namesMissing: -1,
  unheard: -1,
  unknown: -1,
  termCount: 0,
};
const TREES_FILE = join(import.meta.dirname, '../../src-server/models/offline/answerability-trees.ts');

/** Folders of sets: passages and an FAQ without ways to ask, and FAQs and articles with three ways or more a row. */
const SHARED_SETS = join(import.meta.dirname, '../../../shared/eval/retrieval');
const OWN_SETS = join(import.meta.dirname, 'ways-asked');

const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [SHARED_SETS, OWN_SETS] },
    cases: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const { cases, pairs } = await loadCases(values.data, values.cases);
fitAnswerability(cases);
fitSameQuestion(pairs);

async function loadCases(
  folders: readonly string[],
  file: string | undefined,
): Promise<{ cases: Case[]; pairs: Pair[] }> {
  if (file !== undefined && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing !== undefined) throw new Error(`There are no sets in ${missing}: name their folders with --data.`);
  const collected = await collectCases(folders.flatMap(setsIn));
  if (file !== undefined) writeFileSync(file, JSON.stringify(collected));
  return collected;
}

function setsIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((set) => existsSync(join(set, 'queries.jsonl')));
}

function fitAnswerability(all: readonly Case[]): void {
  const folds = foldsOf(all.map((one) => one.question));
  const results = all.map((one, index) => ({ one, fold: folds[index], rows: toRows(one), best: 0, right: false }));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = fitTrees(
      DIRECTIONS,
      results.filter((result) => result.fold !== fold).flatMap((result) => result.rows),
    );
    for (const result of results.filter((other) => other.fold === fold)) {
      for (const row of result.rows) {
        const score = boostedProbability(model, row.features);
        if (score > result.best) Object.assign(result, { best: score, right: row.label === 1 });
      }
    }
  }
  for (const corpus of new Set(all.map((one) => one.corpus))) {
    const of = (mode: Mode) => results.filter(({ one }) => one.corpus === corpus && one.mode === mode);
    const confidences = (mode: Mode) => of(mode).map(({ best }) => best);
    const apart = (mode: Mode) => separation(confidences('whole'), confidences(mode))?.toFixed(3) ?? '-';
    const judged = [...of('whole'), ...of('without'), ...of('far')].map(({ best, right }) => ({
      confidence: best,
      right,
    }));
    console.log(
      `${corpus}: AUROC far-off ${apart('far')}, near ${apart('without')}, swapped ${apart('swapped')}; ECE ${calibrationError(judged).toFixed(3)}`,
    );
    for (const threshold of THRESHOLDS) {
      const answered = (mode: Mode) => share(of(mode), ({ best }) => best >= threshold);
      print(corpus, threshold, {
        answered: answered('whole'),
        rightSource: share(
          of('whole').filter(({ best }) => best >= threshold),
          ({ right }) => right,
        ),
        declinedNear: 1 - answered('without'),
        declinedNone: 1 - answered('none'),
        declinedFar: 1 - answered('far'),
        declinedSwapped: 1 - answered('swapped'),
      });
    }
  }
  if (!values.write) return;
  const model = fitTrees(
    DIRECTIONS,
    results.flatMap((result) => result.rows),
  );
  writeFileSync(TREES_FILE, treesModule(model));
}

function treesModule({ constant, trees }: BoostedTrees<FeatureName>): string {
  return `/**
 * Written by tests/eval/fit-answerability.ts. Each line is a tree: a split is \`feature:threshold\`, followed by what is up to
 * the threshold and what is above it; a number is a leaf's log-odds.
 */
export const ANSWERABILITY_CONSTANT = ${Number(constant.toFixed(4))};

export const ANSWERABILITY_TREES = \`
${trees.map(writeTree).join('\n')}
\`;
`;
}

function toRows({ mode, question, sources, rarity }: Case): Row<FeatureName>[] {
  const views = sources.map(viewSource);
  const view = viewQuestion(question, new Set(views.flatMap((one) => [...one.terms])));
  return matchFeatures(view, views, rarityOf(rarity)).map((features, index) => {
    const label = sources[index]?.answers === true ? 1 : 0;
    const isDoubtful = label === 0 && features.faq === 1 && (mode === 'whole' || mode === 'without');
    return { features, label, weight: MODE_WEIGHT[mode] * (isDoubtful ? DOUBTFUL_WEIGHT : 1) };
  });
}

function fitSameQuestion(all: readonly Pair[]): void {
  const folds = foldsOf(all.map((pair) => pair.asked));
  // A passage answers many different questions: only where each answer has its question does it tell that two are one.
  const faqs = new Set(
    cases
      .filter(({ sources }) => sources.some((source) => viewSource(source).asksQuestion))
      .map(({ corpus }) => corpus),
  );
  const rows = all.map(
    (pair): Row<keyof PairFeatures> => ({
      features: pairFeatures(pair.asked, pair.learned, pair.similarity, rarityOf(pair.rarity)),
      label: faqs.has(pair.corpus) && pair.shareAnswer ? 1 : 0,
      weight: 1,
    }),
  );
  const results = rows.map((row) => ({ row, score: 0 }));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = fitLogistic(
      PAIR_FEATURE_NAMES,
      rows.filter((_, index) => folds[index] !== fold),
    );
    for (const [index, result] of results.entries())
      if (folds[index] === fold) result.score = probability(model, result.row.features);
  }
  for (const threshold of THRESHOLDS) {
    const taken = results.filter(({ score }) => score >= threshold);
    const same = results.filter(({ row }) => row.label === 1);
    print('same', threshold, {
      precision: share(taken, ({ row }) => row.label === 1),
      recall: share(same, ({ score }) => score >= threshold),
    });
  }
  printModel('SAME_QUESTION', fitLogistic(PAIR_FEATURE_NAMES, rows));
}

/** The same question is always in the same fold, in whichever mode it is asked. */
function foldsOf(questions: readonly string[]): number[] {
  const distinct = [...new Set(questions)];
  const fold = new Map(distinct.map((question, index) => [question, index % FOLDS]));
  return questions.map((question) => fold.get(question) ?? 0);
}

function rarityOf(rarity: Readonly<Record<string, number>>): TermRarity {
  return (term) => rarity[term] ?? 1;
}

function share<T>(list: readonly T[], test: (item: T) => boolean): number {
  return list.length === 0 ? 0 : list.filter(test).length / list.length;
}

function print(name: string, threshold: number, figures: Record<string, number>): void {
  const text = Object.entries(figures).map(([key, value]) => `${key} ${value.toFixed(3)}`);
  console.log(`${name.padEnd(10)} at ${threshold.toFixed(2)}: ${text.join('  ')}`);
}

function printModel<Name extends string>(name: string, model: LogisticModel<Name>): void {
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  const coefficients = Object.entries<number>(model.coefficients).map(([key, value]) => [key, rounded(value)]);
  console.log(name, { constant: rounded(model.constant), coefficients: Object.fromEntries(coefficients) });
}
