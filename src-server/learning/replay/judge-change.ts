import type { ReplayAnswer, Verdict } from '../../contract/replays.ts';

/** From here on an answer says what a person approved or sent. */
const RIGHT_FROM = 0.5;
/** Of two answers that are both right, or both wrong, one must be nearer by so much to count as better. */
const CLEARLY_NEARER = 0.15;
/** Two answers this alike say the same. */
const ALIKE_FROM = 0.8;

/** How nearly a text says what another one says, 0..1; 0 where their figures contradict each other. */
export type Likeness = (text: string, other: string) => Promise<number>;

/** Whether anything is different that a customer or the staff would notice. */
export function isChanged(before: ReplayAnswer, after: ReplayAnswer): boolean {
  return before.outcome !== after.outcome || before.text !== after.text;
}

/**
 * Whether an answer became better, by rules: a right answer is worth 1, handing over or declining a half, a wrong answer
 * nothing, where right is what says the same as the person did. Without a person's answer only what was said can be
 * compared with what would be said.
 */
export async function judgeChange(
  before: ReplayAnswer,
  after: ReplayAnswer,
  reference: string | null,
  likeness: Likeness,
): Promise<{ verdict: Verdict; why: string }> {
  if (!isChanged(before, after)) return { verdict: 'same', why: 'The answer is the same.' };
  if (reference === null) return judgeAlone(before, after, likeness);
  const [was, is] = [await worthOf(before, reference, likeness), await worthOf(after, reference, likeness)];
  if (is.worth !== was.worth)
    return {
      verdict: is.worth > was.worth ? 'better' : 'worse',
      why: `It was ${was.words}, and now it is ${is.words}.`,
    };
  const nearer = is.likeness - was.likeness;
  if (Math.abs(nearer) >= CLEARLY_NEARER)
    return {
      verdict: nearer > 0 ? 'better' : 'worse',
      why: `It is ${nearer > 0 ? 'nearer to' : 'further from'} what a person wrote.`,
    };
  return { verdict: 'same', why: 'It says the same in other words.' };
}

async function judgeAlone(before: ReplayAnswer, after: ReplayAnswer, likeness: Likeness) {
  if (before.outcome === 'answered' && after.outcome !== 'answered')
    return { verdict: 'worse', why: 'It was answered, and now it is not.' } as const;
  if (before.outcome !== 'answered' && after.outcome === 'answered')
    return { verdict: 'same', why: 'It is answered now; no person has said whether that is right.' } as const;
  const alike = await likeness(after.text ?? '', before.text ?? '');
  return alike >= ALIKE_FROM
    ? ({ verdict: 'same', why: 'It says the same in other words.' } as const)
    : ({ verdict: 'same', why: 'It says something else; no person has said which is right.' } as const);
}

async function worthOf({ outcome, text }: ReplayAnswer, reference: string, likeness: Likeness) {
  if (outcome !== 'answered' || text === null)
    return { worth: 0.5, likeness: 0, words: outcome === 'escalated' ? 'handed over' : 'declined' };
  const alike = await likeness(text, reference);
  return alike >= RIGHT_FROM
    ? { worth: 1, likeness: alike, words: 'answered as a person would' }
    : { worth: 0, likeness: alike, words: 'answered wrongly' };
}
