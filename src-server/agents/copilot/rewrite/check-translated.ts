import type { Language } from '../../../contract/copilot.ts';
import { type Claim, claimsOf } from '../../checks/claims.ts';
import { changedAddresses } from './check-rewritten.ts';
import { addressesIn, type NameContext, namesIn, plainCase } from './exact-parts.ts';

/**
 * What a translation lost of the original or added to it, in words; empty when every figure, month, weekday, name and
 * address is still there and no other figure is. What the words between them say is for the reader to judge.
 */
export function findTranslationChanges(
  original: string,
  translated: string,
  language: Language,
  context: NameContext,
): string[] {
  // Addresses and phone numbers are the same in every language; what is left are figures and words.
  const figures = figuresIn(withoutContacts(translated));
  const plain = plainCase(translated);
  const claims = claimsOf(withoutContacts(original));
  const kept = (claim: Claim) => formsOf(claim, language).some((form) => isThere(form, figures, plain));
  const allowed = new Set(claims.flatMap((claim) => formsOf(claim, language).flatMap(({ figures: all }) => all)));
  const lostNames = [...namesIn(original, context)].filter((name) => !plain.includes(plainCase(name)));
  return [
    ...claims.filter((claim) => !kept(claim)).map(({ value }) => `it no longer says “${value}”`),
    ...[...figures].filter((figure) => !allowed.has(figure)).map((figure) => `it adds “${figure}”`),
    ...lostNames.map((name) => `it no longer names “${name}”`),
    ...changedAddresses(original, translated),
    ...changedPhones(original, translated),
  ];
}

const PHONE = /\+?\(?\d[\d().\s-]{7,}\d/g;

function phonesIn(text: string): Set<string> {
  return new Set(claimsOf(text).flatMap(({ kind, value }) => (kind === 'phone' ? value : [])));
}

function changedPhones(original: string, translated: string): string[] {
  const [before, after] = [phonesIn(original), phonesIn(translated)];
  return [
    ...[...before].filter((phone) => !after.has(phone)).map((phone) => `it no longer holds the number ${phone}`),
    ...[...after].filter((phone) => !before.has(phone)).map((phone) => `it adds the number ${phone}`),
  ];
}

function withoutContacts(text: string): string {
  const bare = [...addressesIn(text)].reduce((rest, address) => rest.replaceAll(address, ' '), text);
  return bare.replace(PHONE, (found) => (phonesIn(found).size > 0 ? ' ' : found));
}

/** One way in which another language may write a claim: with all of these figures, and one of these words where there are any. */
interface Form {
  figures: string[];
  words: string[];
}

function isThere(form: Form, figures: ReadonlySet<string>, plain: string): boolean {
  const hasFigures = form.figures.every((figure) => figures.has(figure));
  return hasFigures && (form.words.length === 0 || form.words.some((word) => plain.includes(plainCase(word))));
}

function formsOf({ kind, value }: Claim, language: Language): Form[] {
  if (kind === 'date')
    return /^\d/.test(value) ? dayForms(value, language) : [{ figures: [], words: weekday(value, language) }];
  if (kind === 'time') return clockForms(value, language);
  // "3-5" and "14 day": the figures alone, as the unit is a word of the language.
  return [{ figures: (value.match(/\d+(?:\.\d+)?/g) ?? []).map(plainNumber), words: [] }];
}

/** "6-5", the fifth of June: with the month as a word, or as a figure. */
function dayForms(value: string, language: Language): Form[] {
  const [month = '', day = ''] = value.split('-');
  const date = new Date(Date.UTC(2024, Number(month) - 1, 15));
  const names = (['long', 'short'] as const).flatMap((length) => [
    new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' }).format(date),
    partOf(new Intl.DateTimeFormat(language, { month: length, day: 'numeric', timeZone: 'UTC' }), date, 'month'),
  ]);
  const words = names.map((name) => name.replace(/\.$/, '')).filter((name) => /\p{L}{2}/u.test(name));
  return [
    { figures: [day], words },
    { figures: [day, month], words: [] },
  ];
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function weekday(short: string, language: Language): string[] {
  // The first of September 2024 was a Sunday.
  const date = new Date(Date.UTC(2024, 8, 1 + DAYS.indexOf(short)));
  const long = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(date);
  // "segunda-feira" is said as "segunda", 星期五 as 周五, and среда is среду when something is on it.
  if (language === 'zh') return [long, long.replace('星期', '周')];
  return [language === 'ru' ? long.slice(0, -1) : (long.split('-')[0] ?? long)];
}

/** "18:00": on a clock of 24 hours, or of twelve with the word for the half of the day. */
function clockForms(value: string, language: Language): Form[] {
  const [hour = '', minute = ''] = value.split(':').map((part) => String(Number(part)));
  const minutes = minute === '0' ? [] : [minute];
  const date = new Date(Date.UTC(2024, 0, 1, Number(hour)));
  const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', hour12: true, timeZone: 'UTC' });
  const period = partOf(clock, date, 'dayPeriod').replace(/[\s.]/g, '');
  const half = Number(hour) < 12 ? ['am', 'a.m', 'a. m', 'a. m'] : ['pm', 'p.m', 'p. m', 'p. m'];
  const twelve = String(Number(hour) % 12 || 12);
  return [
    ...(hour === twelve && Number(hour) >= 12 ? [] : [{ figures: [hour, ...minutes], words: [] }]),
    { figures: [twelve, ...minutes], words: [...half, ...PARTS_OF_DAY[language], ...(period === '' ? [] : [period])] },
    // "18:00" has its zeros written out, "18 Uhr" has not.
    { figures: [hour, minute], words: [] },
  ];
}

/** How the half of the day is said where the clock has twelve hours; the check of the morning is left to the clock word. */
const PARTS_OF_DAY: Record<Language, string[]> = {
  en: [],
  es: ['de la tarde', 'de la noche'],
  fr: [],
  de: ['abends', 'nachmittags'],
  it: ['di sera', 'di pomeriggio'],
  pt: ['da tarde', 'da noite'],
  ru: ['вечера', 'дня'],
  zh: ['下午', '晚上'],
  ja: ['午後', '夕方'],
  ko: ['오후', '저녁'],
  vi: ['chiều', 'tối'],
  fil: ['ng hapon', 'ng gabi'],
};

function partOf(format: Intl.DateTimeFormat, date: Date, type: 'month' | 'dayPeriod'): string {
  return format.formatToParts(date).find((part) => part.type === type)?.value ?? '';
}

/** All numbers as plain decimals: "1.234,50", "1,234.50" and "1 234,5" are one. */
function figuresIn(text: string): Set<string> {
  const found = text.normalize('NFKC').match(/\d+(?:[.,'\u202f\u00a0 ]\d{3}(?!\d))*(?:[.,]\d{1,2}(?!\d))?/g) ?? [];
  return new Set(found.map((number) => plainNumber(toDecimal(number))));
}

function toDecimal(number: string): string {
  const whole = number.replace(/[.,'\u202f\u00a0 ](?=\d{3}(?!\d))/g, '');
  return whole.replace(',', '.');
}

const plainNumber = (digits: string): string => String(Number(digits));
