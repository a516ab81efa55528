import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { toUnitVector } from '../../models/embedder.ts';
import { type LabelledText, trainClassifier } from './train-classifier.ts';

const TOPICS: Record<string, string[]> = {
  price: ['price', 'cost', 'fee', 'pay', 'charge'],
  date: ['friday', 'book', 'table', 'evening', 'reserve'],
  food: ['rice', 'vegan', 'shrimp', 'menu', 'sauce'],
};
const FILLERS = ['the', 'for', 'please', 'with', 'our', 'my'];

/** Texts of a topic's words among words that all topics use; the vector of a text tells its topic with much noise. */
function sentences(topics: string[], perTopic: number, seed: number): LabelledText[] {
  const random = seededRandom(seed);
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] ?? '';
  return topics.flatMap((intent, topic) =>
    Array.from({ length: perTopic }, () => {
      const text = [pick(FILLERS), pick(TOPICS[intent] ?? []), pick(FILLERS), pick(TOPICS[intent] ?? [])].join(' ');
      const vector = Array.from({ length: 6 }, (_, at) => (at === topic ? 1 : 0) + random() - 0.5);
      return { text, intent, vector: toUnitVector(vector) };
    }),
  );
}

describe('the classifier', () => {
  const known = ['price', 'date', 'food'];
  const train = sentences(known, 30, 1);
  const test1 = sentences(known, 20, 2);

  test('tells topics apart, with probabilities that fall', () => {
    const classifier = trainClassifier(train);
    const right = test1.filter((row) => classifier.classify(row).ranked[0]?.intent === row.intent);
    expect(right.length / test1.length).toBeGreaterThan(0.95);
    const { ranked } = classifier.classify({ text: 'the price please cost', vector: train[0]?.vector ?? [] });
    expect(ranked.map(({ intent }) => intent).sort()).toEqual([...known].sort());
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    expect(ranked[0]?.probability).toBeGreaterThan(ranked[1]?.probability ?? 1);
  });

  test('finds a topic that it was not taught more foreign than those it knows', () => {
    const classifier = trainClassifier(train.filter(({ intent }) => intent !== 'food'));
    const foreignness = (intent: string) =>
      test1.filter((row) => row.intent === intent).map((row) => classifier.classify(row).foreignness);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(foreignness('food'))).toBeGreaterThan(mean(foreignness('date')) + 1);
    expect(classifier.classify({ text: 'zebra quark', vector: toUnitVector([0, 0, 0, 0, 1, -1]) }).isOutOfScope).toBe(
      true,
    );
  });

  test('learns from examples that belong nowhere, and never names their intent', () => {
    const labelled = train.map((row) => (row.intent === 'food' ? { ...row, intent: 'oos' } : row));
    const classifier = trainClassifier(labelled, { foreignIntent: 'oos' });
    expect(classifier.intents).toEqual(['date', 'price']);
    const food = test1.filter((row) => row.intent === 'food').map((row) => classifier.classify(row));
    expect(food.filter(({ isOutOfScope }) => isOutOfScope).length / food.length).toBeGreaterThan(0.8);
    expect(food.flatMap(({ ranked }) => ranked).some(({ intent }) => intent === 'oos')).toBe(false);
  });

  test('the same examples give the same verdicts to the last digit', () => {
    const verdicts = () => {
      const classifier = trainClassifier(train);
      return test1.map((row) => classifier.classify(row));
    };
    expect(verdicts()).toEqual(verdicts());
  });

  test('works with one example an intent', () => {
    const few = known.map((intent) => train.find((row) => row.intent === intent) ?? train[0]);
    const classifier = trainClassifier(few.flatMap((row) => row ?? []));
    expect(classifier.classify(few[1] ?? { text: '', vector: [] }).ranked[0]?.intent).toBe('date');
  });
});
