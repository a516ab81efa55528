import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { fitScale, fitTemperature, fitThreshold, standardised } from './calibration.ts';

describe('calibration', () => {
  test('mean and deviation as by hand', () => {
    const scale = fitScale([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(scale.mean).toBe(5);
    expect(scale.deviation).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(standardised(9, { mean: 5, deviation: 2 })).toBe(2);
    expect(fitScale([3])).toEqual({ mean: 3, deviation: 1 });
  });

  test('five of a hundred are above the threshold at most', () => {
    const scores = Array.from({ length: 100 }, (_, at) => at);
    const threshold = fitThreshold(scores);
    expect(scores.filter((score) => score > threshold).length).toBeLessThanOrEqual(5);
    expect(scores.filter((score) => score > threshold).length).toBeGreaterThanOrEqual(3);
  });

  test('finds the temperature at which outputs were drawn', () => {
    const random = seededRandom(5);
    const logits: Float32Array[] = [];
    const classes: number[] = [];
    for (let at = 0; at < 4000; at += 1) {
      const honest = [random() * 4, random() * 4, random() * 4];
      const shares = honest.map((value) => Math.exp(value));
      let draw = random() * shares.reduce((sum, value) => sum + value, 0);
      const drawn = shares.findIndex((share) => {
        draw -= share;
        return draw <= 0;
      });
      classes.push(Math.max(0, drawn));
      // Three times too sure of itself.
      logits.push(Float32Array.from(honest, (value) => value * 3));
    }
    const temperature = fitTemperature(logits, classes);
    expect(temperature).toBeGreaterThan(2.7);
    expect(temperature).toBeLessThan(3.3);
  });

  test('has an answer without any case', () => {
    expect(fitTemperature([], [])).toBe(1);
    expect(fitThreshold([])).toBe(0);
  });
});
