import { findAddresses } from './address-detector.ts';
import { findEmails, findHandles, findIpAddresses, findLinks } from './contact-detectors.ts';
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
import { mergeSpans, overlaps, type PiiSpan, type Span } from './span.ts';
import { isCommonWord } from './vocabulary.ts';

export interface DetectOptions {
  /** What the record knows of this very customer. */
  facts?: CustomerFacts;
  /** Texts that stay, such as the business's own name, phone and address. */
  keep?: readonly string[];
  /** Whether names and addresses are also looked for by the language alone. On unless turned off. */
  guessNames?: boolean;
}

/**
 * Finds personal data in a text, in layers: first what the record knows of the customer, then what has a form of its
 * own (the stricter form decides the type), then addresses and names, which only the words around them give away.
 */
export function detectPii(text: string, options: DetectOptions = {}): PiiSpan[] {
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
  const guessed = options.guessNames === false ? [] : [...findAddresses(text), ...findNames(text)];
  const kept = findKept(text, options.keep ?? []);
  return mergeSpans([...certain, ...guessed].filter((span) => !kept.some((one) => overlaps(one, span))));
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
