import { mendSlips } from './mend-slips.ts';
import { HAPPENED, HYPOTHETICAL, SAFETY_RULES, type SafetyKind } from './safety-rules.ts';

export interface SafetyMatter {
  kind: SafetyKind;
  /** The customer's words that told, for the trace. */
  words: string;
}

/**
 * Illness, an injury, an allergic reaction, a legal threat or the press: what a person must see at once, whatever else
 * the message says. By rules alone, which never wait and cannot be talked out of it. An allergy that is only told for a
 * party to come is a fact of the booking, and none.
 */
export function findSafetyMatter(text: string): SafetyMatter | undefined {
  for (const sentence of sentencesOf(text)) {
    const isSupposed = HYPOTHETICAL.test(sentence) && !HAPPENED.test(sentence.replace(/\bif\b.*$/i, ''));
    if (isSupposed) continue;
    for (const { kind, pattern, unless } of SAFETY_RULES) {
      const found = pattern.exec(sentence);
      if (found !== null && unless?.test(sentence) !== true) return { kind, words: found[0].trim() };
    }
  }
  return undefined;
}

/** Long texts are cut, as no rule spans more than a sentence and a pattern should never see more than one. */
const LONGEST_SENTENCE = 600;

function sentencesOf(text: string): string[] {
  return mendSlips(plain(text))
    .split(/(?<=[.!?;])\s+|\n+/)
    .flatMap((sentence) => sentence.match(new RegExp(`.{1,${LONGEST_SENTENCE}}`, 'gs')) ?? []);
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘`]/g, "'")
    .replace(/[^\S\n]+/g, ' ');
}
