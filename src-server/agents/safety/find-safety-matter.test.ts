import { describe, expect, it } from 'vitest';
import { HARMLESS_SENTENCES } from '../../../tests/support/harmless-sentences.ts';
import { SAFETY_SENTENCES } from '../../../tests/support/safety-sentences.ts';
import { findSafetyMatter } from './find-safety-matter.ts';

const POSITIVES = Object.entries(SAFETY_SENTENCES).flatMap(([kind, list]) => list.map((text) => ({ kind, text })));

describe('findSafetyMatter', () => {
  it('is tried on enough sentences to say anything', () => {
    expect(POSITIVES.length).toBeGreaterThanOrEqual(60);
    expect(HARMLESS_SENTENCES.length).toBeGreaterThanOrEqual(60);
  });

  it.each(POSITIVES)('hears $kind in “$text”', ({ text }) => {
    expect(findSafetyMatter(text)).toBeDefined();
  });

  it.each(HARMLESS_SENTENCES.map((text) => ({ text })))('hears nothing in “$text”', ({ text }) => {
    expect(findSafetyMatter(text)).toBeUndefined();
  });
});
