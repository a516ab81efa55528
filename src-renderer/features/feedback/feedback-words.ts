import type { AnswerQuality } from '#contract/feedback.ts';
import type { ConductSignal, Quality, WrongBecause } from '#contract/quality.ts';

export const WRONG_WORDS: Record<WrongBecause, string> = {
  wrong_facts: 'The facts are wrong',
  out_of_date: 'It is out of date',
  beside_the_question: 'It answers something else',
  incomplete: 'Something is missing',
  tone: 'The tone is wrong',
};

export const CONDUCT_WORDS: Record<ConductSignal, string> = {
  asked_again: 'asked the same again',
  asked_for_person: 'asked for a person',
  booking_completed: 'completed a booking',
};

const PART_WORDS: Record<keyof Quality['parts'], string> = {
  thumbsUp: 'Thumbs up',
  fiveStars: 'Five stars',
  helpful: 'Helpful',
  accurate: 'Accurate',
};

/** What made the score, part by part; parts that added nothing are left out. */
export function partsOf({ parts }: Quality): { label: string; value: number }[] {
  return (Object.keys(PART_WORDS) as (keyof Quality['parts'])[])
    .filter((part) => parts[part] > 0)
    .map((part) => ({ label: PART_WORDS[part], value: parts[part] }));
}

/** What one side said or did, in a sentence's words. */
export function saidWords(said: AnswerQuality['said'][number]): string {
  return [
    said.thumbs === null ? undefined : `thumbs ${said.thumbs}`,
    said.stars === null ? undefined : `${said.stars} of 5 stars`,
    said.helpful === null ? undefined : said.helpful ? 'helpful' : 'not helpful',
    said.accurate === null ? undefined : said.accurate ? 'accurate' : 'not accurate',
    said.wrongBecause === null ? undefined : WRONG_WORDS[said.wrongBecause].toLowerCase(),
    said.signal === null ? undefined : CONDUCT_WORDS[said.signal],
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
