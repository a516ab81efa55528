import { findAddresses } from './address-detector.ts';
import { findEmails, findHandles, findIpAddresses, findLinks } from './contact-detectors.ts';
import { type Corrections, findMissed, isCalledWrong } from './corrections.ts';
import { type CustomerFacts, findKnownFacts } from './known-facts.ts';
import { findNames } from './name-detector.ts';
import {
  findBirthDates,
  findCards,
  findIbans,
  findReferenceNumbers,
  findSecrets,
  findSocialSecurityNumbers,
} from './number-detectors.ts';
import { findPhones } from './phone-detector.ts';
import { matchSpans, mergeSpans, overlaps, type PiiSpan, type Span } from './span.ts';
import { isCommonWord } from './vocabulary.ts';

export interface DetectOptions {
  /** What the record knows of this very customer. */
  facts?: CustomerFacts;
  /** What reviewers said of the texts of this conversation. */
  corrections?: Corrections;
  /** Texts that stay, such as the business's own name, phone and address. */
  keep?: readonly string[];
  /** Whether names and addresses are also looked for by the language alone. On unless turned off. */
  guessNames?: boolean;
}

/**
 * Finds personal data in a text, in layers: first what the record knows of the customer, then what has a form of its
 * own (the stricter form decides the type), then addresses and names, which only the words around them give away.
 * Long texts are read in pieces that overlap, so that the time grows with the length, whatever somebody writes.
 */
export function detectPii(text: string, options: DetectOptions = {}): PiiSpan[] {
  const blobs = findBlobs(text);
  const readable = blank(text, blobs);
  const found = cutIntoPieces(readable).flatMap(({ start, piece }) =>
    detectInPiece(piece, options).map((span) => ({ ...span, start: span.start + start, end: span.end + start })),
  );
  const kept = findKept(text, options.keep ?? []);
  const spans = mergeSpans(
    [...findMissed(text, options.corrections?.missed), ...blobs, ...found].filter(
      (span) => !kept.some((one) => overlaps(one, span)),
    ),
  );
  return withoutWrong(text, spans, options);
}

/** What is in the customer's record stays personal, whatever a reviewer says of it. */
function withoutWrong(text: string, spans: readonly PiiSpan[], { facts, corrections }: DetectOptions): PiiSpan[] {
  const isWrong = ({ start, end }: Span) => isCalledWrong(text.slice(start, end), corrections?.wrong);
  if (!spans.some(isWrong)) return [...spans];
  const known = findKnownFacts(text, facts ?? {}, isCommonWord);
  return spans.filter((span) => !isWrong(span) || known.some((fact) => overlaps(fact, span)));
}

function detectInPiece(text: string, options: DetectOptions): PiiSpan[] {
  const certain = [
    ...findKnownFacts(text, options.facts ?? {}, isCommonWord),
    ...findEmails(text),
    ...findLinks(text),
    ...findIbans(text),
    ...findCards(text),
    ...findSocialSecurityNumbers(text),
    ...findIpAddresses(text),
    ...findBirthDates(text),
    ...findPhones(text),
    ...findReferenceNumbers(text),
    ...findSecrets(text),
    ...findHandles(text),
  ];
  return options.guessNames === false ? certain : [...certain, ...findAddresses(text), ...findNames(text)];
}

/** Two hundred signs without a space are a key, a link or an encoded file: nothing that a sentence needs. */
function findBlobs(text: string): PiiSpan[] {
  return matchSpans(text, /(?<!\S)[\x21-\x7e]{200,}/g, 'SECRET');
}

function blank(text: string, spans: readonly Span[]): string {
  let blanked = text;
  for (const { start, end } of spans) blanked = blanked.slice(0, start) + ' '.repeat(end - start) + blanked.slice(end);
  return blanked;
}

const PIECE = 1_200;
/** Longer than anything that is looked for, so that what one piece cuts off is whole in the next. */
const OVERLAP = 250;

function cutIntoPieces(text: string): { start: number; piece: string }[] {
  const pieces: { start: number; piece: string }[] = [];
  for (let start = 0; ; ) {
    const end = start + PIECE >= text.length ? text.length : cutAt(text, start + PIECE);
    pieces.push({ start, piece: text.slice(start, end) });
    if (end === text.length) return pieces;
    start = cutAt(text, end - OVERLAP);
  }
}

/** The last space before a place, so that no word is cut; the place itself where no space is near. */
function cutAt(text: string, place: number): number {
  const space = text.lastIndexOf(' ', place);
  return space > place - 200 ? space : place;
}

function findKept(text: string, keep: readonly string[]): Span[] {
  const lower = text.toLowerCase();
  return keep
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '')
    .flatMap((word) => {
      const spans: Span[] = [];
      for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1))
        spans.push({ start: at, end: at + word.length });
      return spans;
    });
}
