import { terms } from '../../models/text/words.ts';

export interface LikenessDeps {
  /** What a text states exactly: amounts, shares, dates, links. */
  readClaims: (text: string) => readonly string[];
  /** The cosine of each text with the nearest passage. */
  compareTexts: (
    texts: readonly string[],
    passages: readonly string[],
    options?: { signal?: AbortSignal | undefined },
  ) => Promise<number[]>;
}

/** How much the common words count beside the meaning. */
const WORDS_SHARE = 0.5;

/**
 * How nearly an answer says what another one says, 0..1: the mean of the cosine of their meaning and the share of the
 * other's words that it has. An answer that states a figure which the other contradicts by one of its own is no match,
 * however alike they read: "a $500 deposit" is not "a $100 deposit".
 */
export function createJudgeLikeness({ readClaims, compareTexts }: LikenessDeps) {
  return async function judgeLikeness(answer: string, approved: string, signal?: AbortSignal): Promise<number> {
    if (answer.trim() === '') return 0;
    if (contradicts(readClaims(answer), readClaims(approved))) return 0;
    const [meaning = 0] = await compareTexts([answer], [approved], { signal });
    const said = new Set(terms(answer));
    const wanted = [...new Set(terms(approved))];
    const common = wanted.filter((term) => said.has(term)).length;
    return (1 - WORDS_SHARE) * meaning + WORDS_SHARE * (wanted.length === 0 ? 0 : common / wanted.length);
  };
}

/** Each states something that the other does not: one of them would be wrong. */
function contradicts(said: readonly string[], approved: readonly string[]): boolean {
  return said.some((claim) => !approved.includes(claim)) && approved.some((claim) => !said.includes(claim));
}
