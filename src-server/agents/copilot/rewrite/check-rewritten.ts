import { sentences } from '../../../models/text/sentences.ts';
import { clauses } from '../../checks/check-support.ts';
import { claimsOf, isStated } from '../../checks/claims.ts';
import { bindingTerms, isNegated, isOnAnother } from '../../checks/promises.ts';
import { addressesIn, type NameContext, namesIn, plainCase, wordsOf } from './exact-parts.ts';

/**
 * What a rewritten text lost of the original or added to it, in words; empty when it still says the same of amounts,
 * dates, times, counts, names, addresses and promises. For texts of one language. Names that the record knows may be
 * added, as in a greeting.
 */
export function findChanges(original: string, rewritten: string, context: NameContext): string[] {
  return [
    ...changedClaims(original, rewritten),
    ...changedPromises(original, rewritten),
    ...changedNames(original, rewritten, context),
  ];
}

function changedClaims(original: string, rewritten: string): string[] {
  const before = claimsOf(original);
  const after = claimsOf(rewritten);
  const lost = before.filter((claim) => !isStated(claim, after)).map(({ value }) => `it no longer says “${value}”`);
  const added = after.filter((claim) => !isStated(claim, before)).map(({ value }) => `it adds “${value}”`);
  // The right amount beside the wrong thing is a wrong amount.
  const parts = partsOf(original);
  const moved = partsOf(rewritten).flatMap((part) =>
    claimsOf(part).filter((claim) => {
      const stating = parts.filter((one) => isStated(claim, claimsOf(one)));
      return stating.length > 0 && stating.every((one) => isOnAnother(part, one));
    }),
  );
  return [...lost, ...added, ...moved.map(({ value }) => `it says “${value}” of something else`)];
}

/** Allergies, refunds, gifts: neither added, nor left out, nor turned round. */
function changedPromises(original: string, rewritten: string): string[] {
  const before = partsOf(original);
  const after = partsOf(rewritten);
  const standsIn = (part: string, term: string, parts: readonly string[]) =>
    parts.some((one) => bindingTerms(one).includes(term) && isNegated(one) === isNegated(part));
  const compare = (from: readonly string[], to: readonly string[], word: (term: string) => string) =>
    from.flatMap((part) =>
      bindingTerms(part)
        .filter((term) => !standsIn(part, term, to))
        .map(word),
    );
  return [
    ...compare(after, before, (term) => `it says something new about “${term}”`),
    ...compare(before, after, (term) => `it no longer says the same about “${term}”`),
  ];
}

function changedNames(original: string, rewritten: string, context: NameContext): string[] {
  const [wordsBefore, wordsAfter] = [wordsOf(original), wordsOf(rewritten)];
  const mayCome = wordsOf(context.known.join(' '));
  const lost = [...namesIn(original, context)].filter((name) => !wordsAfter.has(plainCase(name)));
  const added = [...namesIn(rewritten, context)].filter(
    (name) => !wordsBefore.has(plainCase(name)) && !mayCome.has(plainCase(name)),
  );
  return [
    ...lost.map((name) => `it no longer names “${name}”`),
    ...added.map((name) => `it brings in “${name}”`),
    ...changedAddresses(original, rewritten),
  ];
}

/** Links and e-mail addresses, letter by letter. */
export function changedAddresses(original: string, rewritten: string): string[] {
  const [before, after] = [addressesIn(original), addressesIn(rewritten)];
  return [
    ...[...before].filter((address) => !after.has(address)).map((address) => `it no longer holds “${address}”`),
    ...[...after].filter((address) => !before.has(address)).map((address) => `it adds the address “${address}”`),
  ];
}

function partsOf(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => sentences(line).flatMap((sentence) => sentence.split(/\s*[()]\s*/).flatMap(clauses)));
}
