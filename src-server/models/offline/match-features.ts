import type { TermRarity } from '../text/term-rarity.ts';
import { isNumberTerm } from '../text/words.ts';
import { nameTerms, type QuestionView } from './question-view.ts';
import type { SourceView, Unit } from './source-view.ts';

/** What the decision looks at, by name. "Meaning" is a sum over terms of how rare they are in the knowledge base. */
export const FEATURE_NAMES = [
  'faq', // 1 when its title asks a question
  'similarity', // cosine of question and source, as the search found it
  'similarityLead', // the same less that of the best other source
  'otherSimilarity', // that of the best other source
  'textScore', // the search's word score as a share of the best one that any passage has
  'first', // 1 for the source that the search put first
  'coverage', // share of the question's meaning that the source mentions anywhere
  'unitCoverage', // the same within its best single sentence or list item
  'unitCoverageLead',
  'titleCoverage', // the same within the best one of its title and ways to ask
  'titleCoverageLead',
  'titlePrecision', // share of that title's meaning that the question mentions
  'likeness', // how much question and the likest of its title and ways to ask share: cosine of the terms' rarities
  'likenessLead',
  'kindDiffers', // 1 where that likest one asks for another kind of thing: "how much" for "when"
  'pairs', // share of neighbouring terms of the question that stand close together in the source
  'expectedKind', // 1 unless a number, time, person or place is asked for and the best sentences name none
  'namesMissing', // share of the question's names and numbers that the source lacks
  'unheard', // share of the question's meaning that none of the sources mentions
  'unknown', // share of the question's terms that nothing in the knowledge base has: "do you deliver pizza?"
  'termCount', // how many terms the question has
] as const;

export type FeatureName = (typeof FEATURE_NAMES)[number];
export type MatchFeatures = Record<FeatureName, number>;

/** Measures how well each source fits the question. */
export function matchFeatures(
  question: QuestionView,
  views: readonly SourceView[],
  rarity: TermRarity,
): MatchFeatures[] {
  const own = views.map((view) => measure(question, view, rarity));
  const missing = measureMissing(question, views, rarity);
  return own.map((features, index) => {
    const bestOther = (name: keyof OwnFeatures): number =>
      Math.max(0, ...own.filter((_, other) => other !== index).map((other) => other[name]));
    const lead = (name: keyof OwnFeatures): number => features[name] - bestOther(name);
    return {
      ...features,
      ...missing,
      first: index === 0 ? 1 : 0,
      similarityLead: lead('similarity'),
      otherSimilarity: bestOther('similarity'),
      unitCoverageLead: lead('unitCoverage'),
      titleCoverageLead: lead('titleCoverage'),
      likenessLead: lead('likeness'),
      termCount: question.terms.length,
    };
  });
}

type OwnFeatures = ReturnType<typeof measure>;

function measure(question: QuestionView, view: SourceView, rarity: TermRarity) {
  const title = bestTitle(question, view, rarity);
  const likest = likestTitle(question, view, rarity);
  const bestUnits = rankUnits(question, view, rarity);
  const namesMissing = question.nameTerms.filter((term) => !view.terms.has(term)).length;
  return {
    faq: view.asksQuestion ? 1 : 0,
    similarity: view.similarity,
    textScore: view.textScore,
    coverage: meaningShare(question.terms, view.terms, rarity),
    unitCoverage: bestUnits[0]?.score ?? 0,
    titleCoverage: title.coverage,
    titlePrecision: title.precision,
    likeness: likest.likeness,
    kindDiffers: likest.expects === question.expects ? 0 : 1,
    pairs: pairShare(question.terms, view),
    expectedKind: namesExpected(
      question,
      bestUnits.slice(0, 2).map(({ unit }) => unit),
    )
      ? 1
      : 0,
    namesMissing: question.nameTerms.length === 0 ? 0 : namesMissing / question.nameTerms.length,
  };
}

/** What of the question is in no source: a word of the topic that the business never wrote about. */
function measureMissing({ terms }: QuestionView, views: readonly SourceView[], rarity: TermRarity) {
  const isHeard = (term: string) => views.some((view) => view.terms.has(term));
  const heard = new Set(terms.filter(isHeard));
  const unknown = terms.filter((term) => !heard.has(term) && rarity(term) >= 1);
  return {
    unheard: terms.length === 0 ? 0 : 1 - meaningShare(terms, heard, rarity),
    unknown: unknown.length / Math.max(1, terms.length),
  };
}

/** Share of the meaning of `wanted` that is among `found`, 0..1. */
export function meaningShare(wanted: Iterable<string>, found: ReadonlySet<string>, rarity: TermRarity): number {
  let total = 0;
  let matched = 0;
  for (const term of wanted) {
    const weight = rarity(term);
    total += weight;
    if (found.has(term)) matched += weight;
  }
  return total === 0 ? 0 : matched / total;
}

/** Cosine of two sets of terms, each weighed by its rarity, 0..1. */
function likeness(asked: readonly string[], title: ReadonlySet<string>, rarity: TermRarity): number {
  const squares = (list: Iterable<string>) => [...list].reduce((sum, term) => sum + rarity(term) ** 2, 0);
  const lengths = squares(asked) * squares(title);
  return lengths === 0 ? 0 : squares(asked.filter((term) => title.has(term))) / Math.sqrt(lengths);
}

/** The one of a source's title and ways to ask that is likest to the question, and what kind of thing it asks for. */
function likestTitle(question: QuestionView, view: SourceView, rarity: TermRarity) {
  const likenesses = view.titles.map((title) => likeness(question.terms, title, rarity));
  const highest = Math.max(0, ...likenesses);
  return { likeness: highest, expects: view.titleExpects[likenesses.indexOf(highest)] };
}

/** The units of a source, best for the question first; units that score alike stay in reading order. */
function rankUnits(
  question: QuestionView,
  view: SourceView,
  rarity: TermRarity,
): { unit: Unit; index: number; score: number }[] {
  return view.units
    .map((unit, index) => ({ unit, index, score: meaningShare(question.terms, unit.terms, rarity) }))
    .sort((a, b) => b.score - a.score);
}

function bestTitle(question: QuestionView, view: SourceView, rarity: TermRarity) {
  const asked = new Set(question.terms);
  let best = { coverage: 0, precision: 0 };
  for (const title of view.titles) {
    const coverage = meaningShare(question.terms, title, rarity);
    const precision = meaningShare(title, asked, rarity);
    if (coverage + precision > best.coverage + best.precision) best = { coverage, precision };
  }
  return best;
}

function pairShare(questionTerms: readonly string[], view: SourceView): number {
  if (questionTerms.length < 2) return 0;
  const places = [...view.titles, ...view.units.map((unit) => unit.terms)].map(
    (found) => new Map([...found].map((term, place) => [term, place])),
  );
  let found = 0;
  for (let index = 1; index < questionTerms.length; index += 1) {
    const [left, right] = [questionTerms[index - 1] ?? '', questionTerms[index] ?? ''];
    const close = places.some((place) => Math.abs((place.get(left) ?? -9) - (place.get(right) ?? 99)) <= 2);
    if (close) found += 1;
  }
  return found / (questionTerms.length - 1);
}

const NUMBER =
  /\p{N}|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|half|third|quarter|free|none|no)\b/iu;
const TIME =
  /\p{N}|\b(days?|weeks?|months?|years?|hours?|minutes?|century|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|always|never|daily|weekly|before|after|until)\b/iu;

function namesExpected(question: QuestionView, units: readonly Unit[]): boolean {
  if (question.expects === undefined) return true;
  return units.some(({ text }) => {
    if (question.expects === 'number') return NUMBER.test(text);
    if (question.expects === 'time') return TIME.test(text);
    return nameTerms(`a ${text}`).some((term) => !isNumberTerm(term) && !question.terms.includes(term));
  });
}
