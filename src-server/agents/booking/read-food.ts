import type { BusinessProfile } from '../../contract/business.ts';
import { withDigits } from './read-guests.ts';

export interface Food {
  /** Portions by the protein's key. */
  proteins?: Record<string, number>;
  addOns?: Record<string, number>;
}

type Menu = Pick<BusinessProfile, 'proteins' | 'addOns'>;

/**
 * Reads choices from the menu: "12 chicken, 8 steak and 4 lobster", "chicken and shrimp for everyone". Only what is on
 * the menu is read. A choice without a number is for every guest where the text says so, else it is not counted.
 */
export function readFood(text: string, menu: Menu, guests: number): Food {
  const plain = withDigits(text.toLowerCase());
  const isForAll = /\b(?:every(?:one|body)|all of us|each(?: of us)?|for all|all (?:guests|get|want|have))\b/.test(
    plain,
  );
  const isQuestion = /\?\s*$/.test(plain) && !/\b(?:can|could|may) (?:we|i) (?:have|get|add)\b/.test(plain);
  const proteins = countAll(plain, menu.proteins, isForAll ? guests : undefined);
  const addOns = isQuestion ? {} : countAddOns(plain, menu.addOns, guests);
  return {
    ...(Object.keys(proteins).length === 0 || isQuestion ? {} : { proteins }),
    ...(Object.keys(addOns).length === 0 ? {} : { addOns }),
  };
}

function countAll(plain: string, offered: Menu['proteins'], each: number | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { key, name } of offered) {
    const words = namesOf(key, name);
    const found = new RegExp(
      String.raw`\b(\d{1,4})\s*(?:x\s*|of the |portions? of |orders? of |with )?(?:${words})\b`,
    ).exec(plain);
    const after = new RegExp(String.raw`\b(?:${words})\b\s*(?:x|:|for)\s*(\d{1,4})\b`).exec(plain);
    const number = found?.[1] ?? after?.[1];
    if (number !== undefined) counts[key] = Number(number);
    else if (each !== undefined && each > 0 && new RegExp(String.raw`\b(?:${words})\b`).test(plain)) counts[key] = each;
  }
  return counts;
}

/** What is sold by guest is for all of them, unless a number is given. */
function countAddOns(plain: string, offered: Menu['addOns'], guests: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { key, name, per } of offered) {
    const words = namesOf(key, name);
    const found = new RegExp(String.raw`\b(?:(\d{1,4})\s*(?:x\s*|orders? of |portions? of )?)?(?:${words})\b`).exec(
      plain,
    );
    if (found === null) continue;
    const isWanted = found[1] !== undefined || /\b(?:add|with|include|plus|also|want|like|need|get|have)\b/.test(plain);
    if (
      !isWanted ||
      new RegExp(String.raw`\b(?:no|without|don'?t (?:want|need)(?: any)?|skip(?: the)?) (?:${words})\b`).test(plain)
    )
      continue;
    const count = found[1] === undefined ? (per === 'guest' ? guests : 1) : Number(found[1]);
    if (count > 0) counts[key] = count;
  }
  return counts;
}

/** "NY strip steak" is also steak, "Filet mignon" filet, "Gyoza, six pieces" gyoza. */
function namesOf(key: string, name: string): string {
  const full = name.toLowerCase().split(',')[0] ?? '';
  const last = full.split(' ').at(-1) ?? full;
  const names = new Set([
    full,
    key.replaceAll('_', ' '),
    ...(full.endsWith('tail') || last === 'chairs' ? [] : [last]),
  ]);
  return [...names].map((one) => `${one.replace(/[^a-z0-9 ]/g, '.')}s?`).join('|');
}
