import type { Language, RewriteStyle } from '#contract/copilot.ts';
import type { DiscardReason, Draft } from '#contract/drafts.ts';

export interface RewriteWish {
  text: string;
  style: RewriteStyle;
  language?: Language;
}

export const STYLE_WORDS: Record<RewriteStyle, { label: string; done: string }> = {
  shorter: { label: 'Shorter', done: 'Made shorter' },
  warmer: { label: 'Warmer', done: 'Made warmer' },
  formal: { label: 'More formal', done: 'Made more formal' },
  spelling: { label: 'Correct the spelling', done: 'Spelling corrected' },
  translate: { label: 'Translate', done: 'Translated' },
};

export const LANGUAGE_WORDS: Record<Language, string> = {
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  de: 'German',
  it: 'Italian',
  pt: 'Portuguese',
  ru: 'Russian',
  zh: 'Chinese',
  ja: 'Japanese',
  ko: 'Korean',
  vi: 'Vietnamese',
  fil: 'Filipino',
};

export const DISCARD_WORDS: Record<DiscardReason, string> = {
  wrong: 'It is wrong',
  incomplete: 'It leaves something out',
  tone: 'The tone is not right',
  not_needed: 'It is not needed',
  other: 'For another reason',
};

/** Up to here an edit changes words; a changed figure or a turned "not" is always below. */
const SMALL_EDIT = 0.9;

/** What became of a draft, in the words of its grade. */
export function gradeWords({ state, similarity }: Pick<Draft, 'state' | 'similarity'>): string {
  if (state === 'sent') return 'sent unchanged';
  if (state === 'edited')
    return (similarity ?? 0) > SMALL_EDIT ? 'sent with small edits' : 'rewritten before it was sent';
  if (state === 'discarded') return 'discarded';
  return state === 'open' ? 'waits to be sent' : 'out of date: the conversation went on without it';
}
