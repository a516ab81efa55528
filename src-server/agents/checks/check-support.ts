import { plainText } from '../../models/text/plain-text.ts';
import { sentences } from '../../models/text/sentences.ts';
import { type Claim, claimsOf, isStated } from './claims.ts';
import { bindingTerms, isNegated, isOnAnother, speaksOf } from './promises.ts';

export interface SupportContext {
  /** What the customer wrote: numbers of theirs may be repeated, except as money, shares or terms. */
  question?: string;
  /** Statements that our own code made, such as a quote. */
  facts?: readonly string[];
}

export interface UnsupportedSentence {
  sentence: string;
  /** For the trace: what is not in the sources. */
  reason: string;
}

export interface SupportCheck {
  /** `trimmed`: sentences were removed and the rest can stand. `unsupported`: use another answer. */
  verdict: 'supported' | 'trimmed' | 'unsupported';
  /** The answer without what is not supported; empty when nothing is left. */
  text: string;
  removed: UnsupportedSentence[];
}

/** Beyond this share of sentences removed, what is left is not the answer that was meant. */
const MOST_REMOVED = 0.5;

/**
 * Whether every sentence that states money, a date, a time, a number, a share, an allergy or a policy rests on one of
 * the cited sources. Judges by what is written, never by another model.
 */
export function checkSupport(answer: string, sources: readonly string[], context: SupportContext = {}): SupportCheck {
  const known = [...sources, ...(context.facts ?? [])].flatMap(toPassages);
  const asked = claimsOf(context.question ?? '');
  const removed: UnsupportedSentence[] = [];
  let total = 0;
  const lines = answer.split('\n').map((line) => {
    const kept = sentences(line).filter((sentence) => {
      total += 1;
      const reason = clauses(sentence)
        .map((clause) => findFault(clause, known, asked))
        .find((fault) => fault !== undefined);
      if (reason !== undefined) removed.push({ sentence, reason });
      return reason === undefined;
    });
    return kept.join(' ');
  });
  if (removed.length === 0) return { verdict: 'supported', text: answer, removed };
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const isRestUsable = removed.length / total <= MOST_REMOVED && !/:$/.test(text) && text !== '';
  return { verdict: isRestUsable ? 'trimmed' : 'unsupported', text: isRestUsable ? text : '', removed };
}

interface Passage {
  text: string;
  claims: Claim[];
}

/** The sentences of a source with what each states. */
function toPassages(source: string): Passage[] {
  const all = plainText(source)
    .split('\n')
    .flatMap((line) => sentences(line));
  return all.map((text) => ({ text, claims: claimsOf(text) }));
}

/** What the clause states that no passage does; undefined when there is nothing. */
function findFault(clause: string, known: readonly Passage[], asked: readonly Claim[]): string | undefined {
  const claims = claimsOf(clause).filter((claim) => !isRepeated(claim, asked));
  if (claims.length > 0) {
    const stating = known.filter((passage) => claims.every((claim) => isStated(claim, passage.claims)));
    if (stating.length === 0) return `No cited source states ${claims.map(({ value }) => value).join(' with ')}.`;
    if (stating.every(({ text }) => isOnAnother(clause, text))) return 'The cited source states it of something else.';
  }
  for (const term of bindingTerms(clause)) {
    const speaking = known.filter(({ text }) => speaksOf(term, clause, text));
    if (speaking.length === 0) return `No cited source speaks of “${term}”.`;
    if (!speaking.some(({ text }) => isNegated(text) === isNegated(clause)))
      return `The cited sources say the opposite of “${term}”.`;
  }
  return undefined;
}

/** Guests and days that the customer named may be named again. */
function isRepeated(claim: Claim, asked: readonly Claim[]): boolean {
  const isHarmless = claim.kind === 'count' || claim.kind === 'date' || claim.kind === 'time';
  return isHarmless && isStated(claim, asked);
}

/**
 * The parts that each make a statement of their own. At commas only where every part has claims of the same kinds
 * ("$55 for adults, $30 for children"): a condition stays with what follows from it.
 */
function clauses(sentence: string): string[] {
  return sentence.split(/;\s+|\s+(?:and|but|while|whereas)\s+/i).flatMap((part) => {
    const pieces = part.split(/,\s+/);
    const kinds = pieces.map((piece) =>
      claimsOf(piece)
        .map(({ kind }) => kind)
        .sort()
        .join(),
    );
    return pieces.length > 1 && kinds[0] !== '' && new Set(kinds).size === 1 ? pieces : [part];
  });
}
