import type { EscalationReason } from '../../contract/conversations.ts';
import { clockTime } from '../../core/calendar-words.ts';
import { type SpokenLanguage, spokenLanguage } from '../../core/languages.ts';
import type { Opening } from '../opening-hours.ts';
import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import type { PhraseBook } from './phrase-book.ts';
import { PORTUGUESE } from './portuguese.ts';
import { SPANISH } from './spanish.ts';

const BOOKS: Record<SpokenLanguage, PhraseBook> = {
  en: ENGLISH,
  es: SPANISH,
  fr: FRENCH,
  de: GERMAN,
  pt: PORTUGUESE,
  zh: CHINESE,
};

/** What the desk says, in the customer's language where it is one of ours. */
export function phrasesIn(language: string | null): PhraseBook {
  return BOOKS[spokenLanguage(language)];
}

/** How long a person will take: what customers waited lately, or when the team is there again. */
export type Wait = { minutes: number } | { opens: Opening };

/** What a customer is told when a person is asked to help. */
export function handoverText(reason: EscalationReason, wait: Wait, language: string | null): string {
  const { openings, keepWriting } = phrasesIn(language);
  const opening = openings[reason] ?? openings.other;
  const told = 'opens' in wait ? awayText(wait.opens, language) : waitText(wait.minutes, language);
  return `${opening} ${told} ${keepWriting}`;
}

/** That nobody is there, and until when. */
export function awayText({ daysAhead, date, time }: Opening, language: string | null): string {
  const { closedUntil, at, tomorrow } = phrasesIn(language);
  const spoken = spokenLanguage(language);
  const weekday = new Intl.DateTimeFormat(spoken, { weekday: 'long', timeZone: 'UTC' });
  const day = daysAhead === 0 ? '' : daysAhead === 1 ? tomorrow : weekday.format(new Date(`${date}T00:00:00Z`));
  const onDay = spoken === 'en' && daysAhead > 1 ? `on ${day}` : day;
  return closedUntil(at(onDay, spoken === 'en' ? clockTime(time) : time));
}

function waitText(minutes: number, language: string | null): string {
  const phrases = phrasesIn(language);
  if (minutes <= 1) return phrases.aboutAMinute;
  return minutes < 90 ? phrases.minutes(minutes) : phrases.hours(Math.round(minutes / 60));
}

/** A customer knows staff by their first name. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
