/**
 * Fits the two decisions of the offline answerer on the development sets and prints their constants:
 * which source answers a question, if any (answerability.ts), and whether two questions ask the same (same-question.ts).
 *
 *   npm exec node tests/eval/fit-answerability.ts [folder of retrieval sets]
 *
 * Every question is asked four ways: with the whole corpus; with its own entries taken out (a near miss: the
 * neighbours are still there); of the other corpora (far off); and with its topic swapped for a foreign one. Figures come from five-fold cross-validation over
 * questions; the printed constants are fitted on all of them.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type LogisticModel, probability } from '../../src-server/models/offline/logistic.ts';
import { FEATURE_NAMES, type FeatureName, matchFeatures } from '../../src-server/models/offline/match-features.ts';
import { viewQuestion } from '../../src-server/models/offline/question-view.ts';
import { PAIR_FEATURE_NAMES, pairFeatures } from '../../src-server/models/offline/same-question.ts';
import { type Corpus, cosine, loadCorpora, type Query } from './fit-corpora.ts';
import { fitLogistic, type Row } from './logistic-fit.ts';

const FOLDS = 5;
const SOURCES = 5;
/** Taking an FAQ entry out often leaves another that answers as well: such "wrong" labels count less. */
const DOUBTFUL_WEIGHT = 0.3;
const FAR_WEIGHT = 2;
const THRESHOLDS = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8];

type Mode = 'whole' | 'without' | 'far' | 'swapped';
interface Case {
  corpus: string;
  mode: Mode;
  fold: number;
  rows: Row<FeatureName>[];
}

const folder = process.argv[2] ?? join(import.meta.dirname, '../../../shared/eval/retrieval');
if (!existsSync(folder)) {
  console.error(`There are no retrieval sets in ${folder}. Pass the folder that holds them.`);
  process.exit(1);
}
const corpora = await loadCorpora(folder);
fitAnswerability();
fitSameQuestion();

function fitAnswerability(): void {
  const swapped = corpora.flatMap((corpus) =>
    corpus.swapped.map((query, index) => toCase(corpus, query, 'swapped', index % FOLDS)),
  );
  const asked = corpora.flatMap((corpus) =>
    corpora.flatMap((asking) =>
      asking.queries.flatMap((query, index) => {
        const far: Mode[] = index % 4 === 0 ? ['far'] : [];
        const modes: Mode[] = asking === corpus ? ['whole', 'without'] : far;
        return modes.map((mode) => toCase(corpus, query, mode, index % FOLDS));
      }),
    ),
  );
  const cases = [...asked, ...swapped];
  const results = cases.map((one) => ({ one, best: 0, right: false }));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = fitLogistic(
      FEATURE_NAMES,
      cases.filter((one) => one.fold !== fold).flatMap((one) => one.rows),
    );
    for (const result of results.filter(({ one }) => one.fold === fold)) {
      for (const row of result.one.rows) {
        const score = probability(model, row.features);
        if (score > result.best) Object.assign(result, { best: score, right: row.label === 1 });
      }
    }
  }
  for (const { name } of corpora) {
    const of = (mode: Mode) => results.filter(({ one }) => one.corpus === name && one.mode === mode);
    for (const threshold of THRESHOLDS) {
      const answered = of('whole').filter(({ best }) => best >= threshold);
      const declined = (mode: Mode) => 1 - share(of(mode), ({ best }) => best >= threshold);
      print(name, threshold, {
        answered: answered.length / of('whole').length,
        rightSource: share(answered, ({ right }) => right),
        declinedNear: declined('without'),
        declinedFar: declined('far'),
        declinedSwapped: declined('swapped'),
      });
    }
  }
  printModel(
    'ANSWERABILITY',
    fitLogistic(
      FEATURE_NAMES,
      cases.flatMap((one) => one.rows),
    ),
  );
}

function toCase(corpus: Corpus, query: Query, mode: Mode, fold: number): Case {
  const relevant = new Set(mode === 'far' ? [] : query.relevant);
  const found = corpus.search(query, SOURCES, (id) => mode !== 'without' || !relevant.has(id));
  const views = found.map((one) => one.view);
  const question = viewQuestion(query.text, new Set(views.flatMap((view) => [...view.terms])));
  const rows = matchFeatures(question, views, corpus.rarity).map((features, index): Row<FeatureName> => {
    const label = relevant.has(found[index]?.id ?? '') ? 1 : 0;
    const doubtful = label === 0 && features.faq === 1 && mode !== 'far' && mode !== 'swapped';
    return {
      features,
      label,
      weight: (doubtful ? DOUBTFUL_WEIGHT : 1) * (mode === 'far' ? FAR_WEIGHT : mode === 'swapped' ? 0.4 : 1),
    };
  });
  return { corpus: corpus.name, mode, fold, rows };
}

/** Each question against the others nearest to it: the same entries answer both, or they ask different things. */
function fitSameQuestion(): void {
  const pairs = corpora.flatMap((corpus) =>
    corpus.queries.flatMap((query, index) => {
      const others = corpus.queries
        .filter((other) => other !== query)
        .map((other) => ({ other, similarity: cosine(query.vector, other.vector) }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, 3);
      return others.map(({ other, similarity }) => ({
        fold: index % FOLDS,
        row: {
          features: pairFeatures(query.text, other.text, similarity, corpus.rarity),
          // Passages answer many different questions: there, only the FAQ sets tell that two ask the same.
          label: corpus.isFaq && query.relevant.some((id) => other.relevant.includes(id)) ? 1 : 0,
          weight: 1,
        } satisfies Row<keyof ReturnType<typeof pairFeatures>>,
      }));
    }),
  );
  const results: { score: number; label: number }[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = fitLogistic(
      PAIR_FEATURE_NAMES,
      pairs.filter((pair) => pair.fold !== fold).map((pair) => pair.row),
    );
    for (const { row } of pairs.filter((pair) => pair.fold === fold))
      results.push({ score: probability(model, row.features), label: row.label });
  }
  for (const threshold of THRESHOLDS) {
    const taken = results.filter(({ score }) => score >= threshold);
    const same = results.filter(({ label }) => label === 1);
    print('same', threshold, {
      precision: share(taken, ({ label }) => label === 1),
      recall: share(same, ({ score }) => score >= threshold),
    });
  }
  printModel(
    'SAME_QUESTION',
    fitLogistic(
      PAIR_FEATURE_NAMES,
      pairs.map((pair) => pair.row),
    ),
  );
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
