import { join } from 'node:path';
import { z } from 'zod';
import { detectPii } from '../../src-server/learning/pii/detect-pii.ts';
import type { PiiType, Span } from '../../src-server/learning/pii/span.ts';
import { readLines } from './read-lines.ts';

const Labelled = z.object({
  id: z.string(),
  text: z.string(),
  spans: z.array(z.object({ start: z.number(), end: z.number(), type: z.string() })),
});

/** Which words in a data set's own types stand for which of ours; precision of a type is measured over these. */
const OURS: readonly [RegExp, PiiType][] = [
  [/DOMAIN|URL/, 'URL'],
  [/USER|HANDLE/, 'HANDLE'],
  [/PERSON|NAME|PREFIX/, 'NAME'],
  [/EMAIL/, 'EMAIL'],
  [/PHONE/, 'PHONE'],
  [/ADDRESS_|^ADDRESS|STREET|ZIP/, 'ADDRESS'],
  [/CARD/, 'CARD'],
  [/IBAN/, 'IBAN'],
  [/SSN/, 'SSN'],
  [/^IP/, 'IP'],
  [/PASSWORD|SECRET/, 'SECRET'],
  [/LICENSE|ACCOUNT|PASSPORT|_ID|NUMBER|_NUM|PAN|AADHAR|TAXID|MEDICAL|^PID/, 'NUMBER'],
];

/** Types that say nothing about a person on their own, and that the product leaves in a text on purpose. */
const NOT_PERSONAL = /^(?:LOCATION|ORG|ORGANIZATION|TITLE|DATE_TIME|PREFIX|SYSTEM|EVENT|BANK|GPE|NRP)$/;

export interface PiiResult {
  texts: number;
  /** By type of the data: share of labelled spans whose every letter and digit was found as personal data. */
  recall: Record<string, number>;
  /** By type of the data: share of what was found as that type whose every letter and digit was labelled. */
  precision: Record<string, number>;
  /** Share of texts without any label in which something was found. */
  clean_flagged: number;
  /** Share of texts with a personal span that was not wholly found. */
  leaky_texts: number;
  /** The same with every labelled type, also those that say nothing about a person, such as countries. */
  leaky_texts_any_type: number;
}

/** `npm run eval -- pii --data DIR`: reads texts.jsonl and measures the detection that the product scrubs with. */
export async function evaluatePii(dataDir: string): Promise<PiiResult> {
  const rows = await readLines(join(dataDir, 'texts.jsonl'), Labelled);
  const names = typesOfData(rows);
  const recall = new Share();
  const precision = new Share();
  let [clean, flagged, leaky, leakyAny] = [0, 0, 0, 0];
  for (const { text, spans } of rows) {
    const found = detectPii(text);
    if (spans.length === 0) {
      clean += 1;
      if (found.length > 0) flagged += 1;
    }
    const missed = spans.filter((span) => !isCovered(text, span, found));
    for (const span of spans) recall.count(span.type, !missed.includes(span));
    if (missed.some((span) => !NOT_PERSONAL.test(span.type))) leaky += 1;
    if (missed.length > 0) leakyAny += 1;
    for (const span of found) precision.count(nameIn(names, span.type, spans), isCovered(text, span, spans));
  }
  return {
    texts: rows.length,
    recall: recall.rounded(),
    precision: precision.rounded(),
    clean_flagged: share(flagged, clean),
    leaky_texts: share(leaky, rows.length),
    leaky_texts_any_type: share(leakyAny, rows.length),
  };
}

/** Which types of the data stand for each of ours. */
function typesOfData(rows: readonly z.infer<typeof Labelled>[]): Map<PiiType, Set<string>> {
  const names = new Map<PiiType, Set<string>>();
  for (const { type } of rows.flatMap((row) => row.spans)) {
    const ours = oursFor(type);
    if (ours !== undefined) names.set(ours, (names.get(ours) ?? new Set()).add(type));
  }
  return names;
}

/** What the data would call a finding: by the labels of this text where one fits, else by any label of its kind. */
function nameIn(names: Map<PiiType, Set<string>>, type: PiiType, spans: readonly { type: string }[]): string {
  const candidates = names.get(type) ?? new Set([type]);
  return spans.find((span) => candidates.has(span.type))?.type ?? [...candidates][0] ?? type;
}

function oursFor(type: string): PiiType | undefined {
  return OURS.find(([pattern]) => pattern.test(type))?.[1];
}

function isCovered(text: string, span: Span, by: readonly Span[]): boolean {
  for (let at = span.start; at < span.end; at += 1)
    if (/[\p{L}\p{N}]/u.test(text[at] ?? '') && !by.some((one) => at >= one.start && at < one.end)) return false;
  return true;
}

class Share {
  readonly #counts = new Map<string, { hits: number; all: number }>();

  count(type: string, hit: boolean): void {
    const counts = this.#counts.get(type) ?? { hits: 0, all: 0 };
    counts.all += 1;
    if (hit) counts.hits += 1;
    this.#counts.set(type, counts);
  }

  rounded(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort().map(([type, { hits, all }]) => [type, share(hits, all)]));
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
