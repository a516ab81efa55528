/** What a person made of a draft. */
export interface EditGrade {
  /** How much of the draft was kept, 0..1; 1 is unchanged. */
  similarity: number;
  /** `sent`: as it was; `edited`: with changes; `discarded`: what was sent is another text. */
  state: 'sent' | 'edited' | 'discarded';
}

/** Below this, the person wrote something of their own. */
const OTHER_TEXT = 0.3;
/** From here on a text is the draft's, with its sources, and not the person's. */
const MOSTLY_KEPT = 0.7;
/** A changed figure or a turned "not" is no small edit, however few words it takes. */
const CHANGED_FACT = 0.9;

/**
 * Grades what was sent against its draft by words: twice the length of their longest common subsequence over the number
 * of words of both (the Sørensen–Dice coefficient of the kept words, which Python's difflib calls the ratio). It is
 * symmetric, and 1 exactly for the same words in the same order. Case, spacing and punctuation do not count. Where the
 * figures or the negations differ, it is at most 0.9: one changed price makes another answer.
 */
export function gradeEdit(draft: string, sent: string): EditGrade {
  const before = wordsOf(draft);
  const after = wordsOf(sent);
  const total = before.length + after.length;
  if (total === 0)
    return draft.trim() === sent.trim() ? { similarity: 1, state: 'sent' } : { similarity: 0, state: 'discarded' };
  const kept = (2 * commonLength(before, after)) / total;
  const similarity = kept < 1 && factsOf(before) !== factsOf(after) ? Math.min(kept, CHANGED_FACT) : kept;
  if (similarity === 1) return { similarity, state: 'sent' };
  return { similarity, state: similarity < OTHER_TEXT ? 'discarded' : 'edited' };
}

/** Whether what was sent is still so much the draft that the draft's sources support it. */
export function isMostlyKept({ similarity }: EditGrade): boolean {
  return similarity >= MOSTLY_KEPT;
}

/** Whether a person changed what a draft says, not only how: worth learning from. */
export function isSubstantialEdit({ state, similarity }: EditGrade): boolean {
  return state === 'edited' && similarity <= CHANGED_FACT;
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/^\p{P}+|\p{P}+$/gu, ''))
    .filter((word) => word !== '');
}

/** What must not change unnoticed: all figures and negations, in any order. */
function factsOf(words: readonly string[]): string {
  return words
    .filter((word) => /\d/.test(word) || /^(no|not|never|none|without|cannot)$|n['’]t$/.test(word))
    .sort()
    .join(' ');
}

/** The length of the longest common subsequence, by the usual table, of which two rows are kept. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let row = new Uint32Array(b.length + 1);
  for (const word of a) {
    const next = new Uint32Array(b.length + 1);
    for (let j = 0; j < b.length; j++)
      next[j + 1] = word === b[j] ? (row[j] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    row = next;
  }
  return row[b.length] ?? 0;
}
