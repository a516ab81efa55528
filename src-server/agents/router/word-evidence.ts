import { words } from '../../models/text/words.ts';

/** How much of a word's probability comes from the intent; the rest comes from all examples. */
const OF_INTENT = 0.7;
/** Added to each count, so that a word that no example has is rare and not impossible. */
const SMOOTHING = 0.5;
const MAX_CHARACTERS = 1000;

/**
 * Learns how the words of a text speak for an intent: the mean over its different words of
 * ln(0.3 + 0.7 · p(word | intent) / p(word)), the likelihood ratio of a unigram model smoothed by Jelinek and Mercer
 * (C. Zhai and J. Lafferty, "A Study of Smoothing Methods for Language Models", 2004). 0 where the words are as common
 * in the intent as everywhere; ln 0.3 where the intent has none of them.
 */
export function fitWordEvidence(
  texts: readonly string[],
  intents: ArrayLike<number>,
): (text: string, intent: number) => number {
  const everywhere = new Map<string, number>();
  const ofIntents = new Map<number, { counts: Map<string, number>; total: number }>();
  let total = 0;
  for (const [at, text] of texts.entries()) {
    const intent = intents[at] ?? 0;
    const own = ofIntents.get(intent) ?? { counts: new Map<string, number>(), total: 0 };
    ofIntents.set(intent, own);
    for (const word of distinctWords(text)) {
      everywhere.set(word, (everywhere.get(word) ?? 0) + 1);
      own.counts.set(word, (own.counts.get(word) ?? 0) + 1);
      own.total += 1;
      total += 1;
    }
  }
  return (text, intent) => {
    const own = ofIntents.get(intent);
    const all = [...distinctWords(text)];
    const sum = all.reduce((so, word) => {
      const common = ((everywhere.get(word) ?? 0) + SMOOTHING) / (total + SMOOTHING * everywhere.size);
      const inIntent = (own?.counts.get(word) ?? 0) / Math.max(1, own?.total ?? 0);
      return so + Math.log(1 - OF_INTENT + (OF_INTENT * inIntent) / common);
    }, 0);
    return all.length === 0 ? Math.log(1 - OF_INTENT) : sum / all.length;
  };
}

function distinctWords(text: string): Set<string> {
  return new Set(words(text.slice(0, MAX_CHARACTERS)));
}
