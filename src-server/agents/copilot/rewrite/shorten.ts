import { sentences } from '../../../models/text/sentences.ts';
import { terms } from '../../../models/text/words.ts';
import { claimsOf } from '../../checks/claims.ts';
import { bindingTerms } from '../../checks/promises.ts';
import { addressesIn, namesIn } from './exact-parts.ts';

/** How much of the text should be left, as far as what must stay allows it. */
const GOAL = 0.6;

/** Ways to say little with many words, and what says it in few. */
const WORDY: readonly [RegExp, string][] = [
  [/\bin order to\b/gi, 'to'],
  [/\bdue to the fact that\b/gi, 'because'],
  [/\bat this point in time\b/gi, 'now'],
  [/\bat the present time\b/gi, 'now'],
  [/\bin the event that\b/gi, 'if'],
  [/\bwith regards? to\b/gi, 'about'],
  [/\ba large number of\b/gi, 'many'],
  [/\b(?:please )?(?:do )?(?:be advised|note|be aware) that ([a-z])/gi, '$1'],
  [/\b(?:please )?(?:do )?(?:feel free|don['’]t hesitate|do not hesitate) to\b/gi, 'please'],
  [/\b(?:really|very|just|actually|basically|simply|quite) (?=\p{Ll})/giu, ''],
];

const NO_CONTEXT = { known: [], isWord: () => true };

interface Piece {
  line: number;
  text: string;
  mustStay: boolean;
  weight: number;
}

/**
 * The text with fewer words, in its own words: wordy phrases are shortened, then the sentences that say least are left
 * out. One that states something exact, promises or asks always stays, and so do greeting and signature.
 * Undefined when nothing can be left out.
 */
export function shorten(text: string): string | undefined {
  const brief = WORDY.reduce((rest, [pattern, word]) => rest.replace(pattern, word), text).replace(
    /(^|[.!?]\s+)(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
  const lines = brief.split('\n');
  const pieces = lines.flatMap((line, index) => toPieces(line, index, lines.length));
  const counts = new Map<string, number>();
  for (const { text: one } of pieces)
    for (const term of new Set(terms(one))) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const piece of pieces) piece.weight = weightOf(piece.text, counts);

  const goal = text.length * GOAL;
  const droppable = pieces.filter((piece) => !piece.mustStay).sort((a, b) => a.weight - b.weight);
  const kept = new Set(pieces);
  let length = brief.length;
  for (const piece of droppable) {
    if (length <= goal || kept.size === 1) break;
    kept.delete(piece);
    length -= piece.text.length + 1;
  }
  const result = lines
    .map((_, line) =>
      pieces
        .filter((piece) => piece.line === line && kept.has(piece))
        .map((piece) => piece.text)
        .join(' '),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return result !== '' && result.length < text.trim().length ? result : undefined;
}

function toPieces(line: string, index: number, lineCount: number): Piece[] {
  // An item of a list, a greeting or a signature stays whole.
  const isWhole = /^\s*(?:[-•*]|\d+[.)])\s/.test(line) || /[,:]\s*$/.test(line);
  const parts = isWhole ? [line.trimEnd()] : sentences(line);
  const isLast = index === lineCount - 1 && lineCount > 1;
  return parts.map((text) => ({ line: index, text, weight: 0, mustStay: isWhole || isLast || mustStay(text) }));
}

function mustStay(sentence: string): boolean {
  return (
    /\?["')]*$/.test(sentence) ||
    claimsOf(sentence).length > 0 ||
    bindingTerms(sentence).length > 0 ||
    addressesIn(sentence).size > 0 ||
    namesIn(sentence, NO_CONTEXT).size > 0
  );
}

/** How much a sentence says that no other does: a term that stands everywhere says little. */
function weightOf(sentence: string, counts: ReadonlyMap<string, number>): number {
  return [...new Set(terms(sentence))].reduce((sum, term) => sum + 1 / (counts.get(term) ?? 1), 0);
}
