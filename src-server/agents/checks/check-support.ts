import { plainText } from '../../models/text/plain-text.ts';
import { sentences } from '../../models/text/sentences.ts';
import { type Claim, claimsOf, isStated } from './claims.ts';
import { type Ground, groundingOf, groundOf, isClose } from './grounding.ts';
import { bindingTerms, isNegated, isOnAnother, speaksOf } from './promises.ts';

export interface SupportContext {
  /** What the customer wrote: numbers of theirs may be repeated, except as money, shares or terms. */
  question?: string;
  /** Statements that our own code made, such as a quote. */
  facts?: readonly string[];
  /** Of sentences that their words leave in doubt: the cosine with the nearest sentence of the sources. */
  closeness?: ReadonlyMap<string, number>;
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
 * Whether every sentence that states something rests on one of the cited sources: money, dates, times, numbers, shares,
 * links, allergies and policies exactly, everything else by the words that it is made of. Judges by what is written,
 * never by another model.
 */
export function checkSupport(answer: string, sources: readonly string[], context: SupportContext = {}): SupportCheck {
  const known = [...sources, ...(context.facts ?? [])].flatMap(toPassages);
  const asked = claimsOf(context.question ?? '');
  const ground = groundOf([...sources, ...(context.facts ?? [])], context.question);
  const removed: UnsupportedSentence[] = [];
  let total = 0;
  const lines = answer.split('\n').map((line) => {
    const kept = sentences(line).filter((sentence) => {
      total += 1;
      const reason =
        clauses(sentence)
          .map((clause) => findFault(clause, known, asked))
          .find((fault) => fault !== undefined) ??
        (isGrounded(sentence, ground, context.closeness) ? undefined : 'No cited source speaks of this.');
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

/** The sentences of an answer that only their meaning can decide about. */
export function sentencesInDoubt(answer: string, sources: readonly string[], context: SupportContext = {}): string[] {
  const ground = groundOf([...sources, ...(context.facts ?? [])], context.question);
  return answer
    .split('\n')
    .flatMap((line) => sentences(line))
    .filter((sentence) => groundingOf(sentence, ground) === 'doubtful');
}

/** What stays in doubt is not said. */
function isGrounded(sentence: string, ground: Ground, closeness: ReadonlyMap<string, number> | undefined): boolean {
  const grounding = groundingOf(sentence, ground);
  return grounding === 'grounded' || (grounding === 'doubtful' && isClose(closeness?.get(sentence) ?? 0));
}

export interface Passage {
  text: string;
  claims: Claim[];
}

/** The sentences of a source. */
export function toSentences(source: string): string[] {
  return plainText(source)
    .split('\n')
    .flatMap((line) => sentences(line));
}

/** The same with what each states. */
export function toPassages(source: string): Passage[] {
  // A link of Markdown is lost with its marks, and yet is given.
  const links = source.match(/\]\(([^)\s]+)/g)?.map((link) => link.slice(2)) ?? [];
  return [...toSentences(source), ...links].map((text) => ({ text, claims: claimsOf(text) }));
}

/** What the clause states that no passage does; undefined when there is nothing. */
function findFault(clause: string, known: readonly Passage[], asked: readonly Claim[]): string | undefined {
  const stated = claimsOf(clause).filter((claim) => !isRepeated(claim, asked));
  const leading = stated.filter(leadsElsewhere).find((claim) => !isLedTo(claim, known));
  if (leading !== undefined)
    return leading.kind === 'markup' ? 'It holds markup.' : `No cited source gives ${leading.value}.`;
  const claims = stated.filter((claim) => !leadsElsewhere(claim));
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

/** Ways out of the conversation: each must be given by a source, whatever else the sentence says of it. */
export function leadsElsewhere({ kind }: Claim): boolean {
  return kind === 'link' || kind === 'email' || kind === 'phone' || kind === 'markup';
}

function isLedTo(claim: Claim, known: readonly Passage[]): boolean {
  return claim.kind !== 'markup' && known.some((passage) => isStated(claim, passage.claims));
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
export function clauses(sentence: string): string[] {
  return sentence.split(/;\s+|,\s+so\s+|\s+(?:and|but|while|whereas)\s+/i).flatMap((part) => {
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
