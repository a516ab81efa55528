import { casual, type ParsedResult } from 'chrono-node';
import { Temporal } from 'temporal-polyfill';

export interface When {
  /** Every day that is named, in the business's calendar, in the order of the text. */
  dates: string[];
  /** Every time of day that is named, as one of the business's start times where one is meant. */
  times: string[];
}

export interface WhenContext {
  now: Date;
  timeZone: string;
  /** At which parties begin: "at 6" means the one of them at six. */
  startTimes: readonly string[];
}

/** Reads days and times as customers write them. A day without a year is the next such day. */
export function readWhen(text: string, context: WhenContext): When {
  const dates = [...new Set([...readWrittenDates(text, context), ...readBareDays(text, context)])];
  return { dates, times: readTimes(text, context.startTimes) };
}

function readWrittenDates(text: string, context: WhenContext): string[] {
  const today = todayOf(context);
  const offsetMinutes = zonedNow(context).offsetNanoseconds / 60e9;
  const found = casual.parse(text, { instant: context.now, timezone: offsetMinutes }, { forwardDate: true });
  return found
    .filter((result) => namesDay(result) && !isPartOfDistance(text, result))
    .map(({ text: said, start }) => {
      const date = Temporal.PlainDate.from({
        year: start.get('year') ?? today.year,
        month: start.get('month') ?? today.month,
        day: start.get('day') ?? today.day,
      });
      return followedByDayNumber(text, said, date, today) ?? date.toString();
    });
}

/** A bare time ("at 6") has a day too, but only an implied one. */
function namesDay({ start, text }: ParsedResult): boolean {
  if (start.isCertain('weekday')) return true;
  return start.isCertain('day') && !/^\D*\d+ (?:second|minute|hour)s?/i.test(text);
}

/** "In two weeks" is a day, "two weeks' notice" and "a day ago" are not. */
function isPartOfDistance(text: string, { index, text: said }: ParsedResult): boolean {
  return (
    /\b(?:ago|last|now)\b/i.test(said) ||
    /^['’]?s? (?:notice|ago|before|ahead|in advance)/i.test(text.slice(index + said.length))
  );
}

const ORDINAL = String.raw`(?:the )?(\d{1,2})(?:st|nd|rd|th)\b`;

/** "Saturday the 13th": the next 13th that is that weekday. */
function followedByDayNumber(
  text: string,
  said: string,
  date: Temporal.PlainDate,
  today: Temporal.PlainDate,
): string | undefined {
  const words = said.replace(/^[,.\s]+|[,.\s]+$/g, '');
  const isWeekday = /^(?:on |this |next )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?$/i.test(
    words,
  );
  if (!isWeekday) return undefined;
  const after = text.slice(text.indexOf(words) + words.length);
  const day = Number(new RegExp(`^,? (?:on )?${ORDINAL}(?! of)`, 'i').exec(after)?.[1]);
  if (!(day >= 1 && day <= 31)) return undefined;
  return nextDayNumber(today, day, (found) => found.dayOfWeek === date.dayOfWeek)?.toString();
}

/** "The 5th", "on the 21st": the next day of that number. One that belongs to a month or weekday is read with it. */
function readBareDays(text: string, context: WhenContext): string[] {
  const bare =
    /(?<!(?:day|mon|tues?|wed|thurs?|fri|sat|sun|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,? (?:on )?(?:the )?)\bthe (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)| (?:time|birthday|anniversary|party|floor|grade))/gi;
  const today = todayOf(context);
  return [...text.matchAll(bare)].flatMap((match) => {
    const day = Number(match[1]);
    return day >= 1 && day <= 31 ? (nextDayNumber(today, day, () => true)?.toString() ?? []) : [];
  });
}

function nextDayNumber(
  today: Temporal.PlainDate,
  day: number,
  fits: (date: Temporal.PlainDate) => boolean,
): Temporal.PlainDate | undefined {
  for (let months = 0; months < 24; months += 1) {
    const month = today.toPlainYearMonth().add({ months });
    if (day > month.daysInMonth) continue;
    const date = month.toPlainDate({ day });
    if (Temporal.PlainDate.compare(date, today) >= 0 && fits(date)) return date;
  }
  return undefined;
}

const TIME =
  /\b(?:(?<named>noon|midday|midnight)|(?<prefix>at|@|around|about|by|from|for|start(?:ing)?(?: at)?|to)?\s*(?<hour>\d{1,2})(?::(?<minute>\d{2}))?\s*(?<suffix>a\.?m\b\.?|p\.?m\b\.?|o'?clock)?(?:\s*in the (?<part>morning|afternoon|evening))?)/gi;

/** What may follow the number of a time: the end of a clause, or a word that goes on. */
const COUNTS_NOTHING =
  /^\s*(?:$|[,.!?;)](?!\d)|(?:on|or|and|for|if|please|this|next|tomorrow|tonight|the|that|works?|is|would|instead|mon|tue|wed|thu|fri|sat|sun)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day)/i;

/** A number is a time with a colon, "pm" or "o'clock", or after "at" where nothing that is counted follows. */
function readTimes(text: string, startTimes: readonly string[]): string[] {
  const times: string[] = [];
  for (const match of text.matchAll(TIME)) {
    const { named, prefix, hour, minute, suffix, part } = match.groups ?? {};
    if (named !== undefined) times.push(named === 'midnight' ? '00:00' : '12:00');
    if (hour === undefined) continue;
    const isMarked = suffix !== undefined || part !== undefined || minute !== undefined;
    const after = text.slice(match.index + match[0].length);
    const isAt = /^(?:at|@|around|about|by|start)/i.test(prefix ?? '') && COUNTS_NOTHING.test(after);
    if (!isMarked && !isAt) continue;
    const time = toTime(Number(hour), Number(minute ?? 0), `${suffix ?? ''}${part ?? ''}`.toLowerCase(), startTimes);
    if (time !== undefined) times.push(time);
  }
  return [...new Set(times)];
}

function toTime(hour: number, minute: number, half: string, startTimes: readonly string[]): string | undefined {
  if (hour > 23 || minute > 59 || (hour > 12 && half !== '' && !half.startsWith('o'))) return undefined;
  const isMorning = half.startsWith('a') && !half.startsWith('afternoon');
  const isEvening = half.startsWith('p') || half.startsWith('afternoon') || half.startsWith('evening');
  if (isMorning || half.startsWith('morning')) return spell(hour % 12, minute);
  if (isEvening) return spell((hour % 12) + 12, minute);
  if (hour > 12) return spell(hour, minute);
  const [early, late] = [spell(hour % 12, minute), spell((hour % 12) + 12, minute)];
  // Nobody dines at 3 in the night: without "am", the later of the two is meant, unless only the earlier is offered.
  return startTimes.includes(early) && !startTimes.includes(late) ? early : late;
}

function spell(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function zonedNow({ now, timeZone }: WhenContext): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
}

function todayOf(context: WhenContext): Temporal.PlainDate {
  return zonedNow(context).toPlainDate();
}
