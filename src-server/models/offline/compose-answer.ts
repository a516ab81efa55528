import type { TermRarity } from '../text/term-rarity.ts';
import { meaningShare } from './match-features.ts';
import type { QuestionView } from './question-view.ts';
import type { SourceView, Unit } from './source-view.ts';

/** A source up to this length is given whole: a rule without its exceptions would mislead. */
const WHOLE_CHARACTERS = 700;
/** Longer sources are cut to the blocks that answer, up to about this much. */
const EXCERPT_CHARACTERS = 500;
const LONGEST_LIST = 12;

/** Writes the answer from one source: its own words, without Markdown, lists kept as lists. */
export function composeAnswer(question: QuestionView, view: SourceView, rarity: TermRarity): string {
  const whole = writeUnits(view.units);
  if (whole.length <= WHOLE_CHARACTERS) return whole;
  return writeUnits(chooseUnits(question, view, rarity));
}

/**
 * Takes blocks in the order of how much they say about what the title leaves open, then writes them in reading order.
 * A question that is all in the title ("What is your refund policy?") gets the beginning.
 */
function chooseUnits(question: QuestionView, view: SourceView, rarity: TermRarity): Unit[] {
  const inTitle = new Set(view.titles.flatMap((title) => [...title]));
  const open = question.terms.filter((term) => !inTitle.has(term));
  const blocks = toBlocks(view.units).map((units, order) => ({
    units,
    order,
    score: meaningShare(open, new Set(units.flatMap((unit) => [...unit.terms, ...unit.headingTerms])), rarity),
  }));
  const ranked = [...blocks].sort((a, b) => b.score - a.score || a.order - b.order);
  const chosen: typeof blocks = [];
  const answered = new Set<string>();
  let characters = 0;
  for (const block of ranked) {
    const isNew =
      open.length === 0 || block.units.some((unit) => open.some((term) => !answered.has(term) && unit.terms.has(term)));
    if (chosen.length > 0 && !isNew) continue;
    const units = shorten(block.units, question, rarity);
    const length = writeUnits(units).length;
    if (chosen.length > 0 && characters + length > EXCERPT_CHARACTERS) continue;
    chosen.push({ ...block, units });
    characters += length;
    for (const unit of units) for (const term of unit.terms) answered.add(term);
  }
  return chosen.sort((a, b) => a.order - b.order).flatMap((block) => block.units);
}

/** A long paragraph is cut to its best sentence with what stands around it; a long list to its best items. */
function shorten(units: Unit[], question: QuestionView, rarity: TermRarity): Unit[] {
  if (writeUnits(units).length <= EXCERPT_CHARACTERS) return units;
  const ranked = units
    .map((unit, index) => ({ index, score: meaningShare(question.terms, unit.terms, rarity) }))
    .sort((a, b) => b.score - a.score || a.index - b.index);
  const keep = new Set<number>();
  if (units.some((unit) => unit.isItem)) {
    for (const [index, unit] of units.entries()) if (!unit.isItem) keep.add(index);
    for (const { index } of ranked.slice(0, LONGEST_LIST)) keep.add(index);
    return units.filter((_, index) => keep.has(index));
  }
  const best = ranked[0]?.index ?? 0;
  for (const index of [best, best + 1, best - 1, best + 2, best - 2]) {
    if (units[index] === undefined) continue;
    const next = units.filter((_, at) => keep.has(at) || at === index);
    if (keep.size > 0 && writeUnits(next).length > EXCERPT_CHARACTERS) break;
    keep.add(index);
  }
  return units.filter((_, index) => keep.has(index));
}

function toBlocks(units: readonly Unit[]): Unit[][] {
  const blocks: Unit[][] = [];
  for (const unit of units) {
    const last = blocks.at(-1);
    if (last?.[0]?.block === unit.block) last.push(unit);
    else blocks.push([unit]);
  }
  return blocks;
}

function writeUnits(units: readonly Unit[]): string {
  return toBlocks(units)
    .map((block) =>
      block
        .map((unit, index) => {
          const text = unit.isItem ? `- ${unit.text}` : unit.text;
          if (index === 0) return text;
          return unit.isItem ? `\n${text}` : ` ${text}`;
        })
        .join(''),
    )
    .join('\n\n');
}
