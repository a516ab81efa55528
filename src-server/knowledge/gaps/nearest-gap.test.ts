import { describe, expect, it } from 'vitest';
import { likeness, nearestGap, SAME_GAP_FROM, withoutPlaceholders } from './nearest-gap.ts';

/** Every word tells as much as any other. */
const even = () => 1;

describe('the gap that a question belongs to', () => {
  it('is the one whose questions are nearest by meaning and words', () => {
    const members = [
      { gapId: 'boat', text: 'Can the chef cook on a houseboat?', similarity: 0.7 },
      { gapId: 'roof', text: 'Can the chef cook on a roof?', similarity: 0.7 },
    ];
    expect(nearestGap('Would a chef cook on our houseboat', members, even)?.gapId).toBe('boat');
  });

  it('is none when nothing is near enough', () => {
    const members = [{ gapId: 'boat', text: 'Can the chef cook on a houseboat?', similarity: 0.3 }];
    expect(nearestGap('Do you sell gift cards?', members, even)).toBeUndefined();
    expect(nearestGap('Do you sell gift cards?', [], even)).toBeUndefined();
  });

  it('is not decided by one stray question in an otherwise different gap', () => {
    const gift = 'Do you sell gift cards?';
    const stray = [
      { gapId: 'mixed', text: gift, similarity: 0.9 },
      { gapId: 'mixed', text: 'Can the chef cook on a houseboat?', similarity: 0.1 },
      { gapId: 'mixed', text: 'Is the boat allowed to move?', similarity: 0.1 },
    ];
    expect(likeness(gift, gift, 0.9, even)).toBeGreaterThan(SAME_GAP_FROM);
    expect(nearestGap(gift, stray, even)).toBeUndefined();
  });
});

describe('likeness', () => {
  it('weighs a shared word by how rare it is', () => {
    const rare = (word: string) => (word === 'wagyu' ? 1 : 0.2);
    const common = (word: string) => (word === 'wagyu' ? 0.2 : 1);
    const [left, right] = ['Do you serve wagyu beef?', 'Is wagyu on the menu?'];
    expect(likeness(left, right, 0.5, rare)).toBeGreaterThan(likeness(left, right, 0.5, common));
  });

  it('goes by the meaning alone where no word tells anything', () => {
    expect(likeness('who are you', 'what is this', 0.8, even)).toBe(0.8);
  });
});

it('compares questions without the marks that stand for personal data', () => {
  expect(withoutPlaceholders('Is [NAME_1] coming to [ADDRESS_2]?')).toBe('Is coming to ?');
});
