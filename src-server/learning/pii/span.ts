import type { PiiType } from '../../contract/pii.ts';

export type { PiiType };

/** A piece of a text, in UTF-16 offsets; `end` is the first one behind it. */
export interface Span {
  start: number;
  end: number;
}

export interface PiiSpan extends Span {
  type: PiiType;
}

/** All matches of a pattern as spans of a type, of one group where that is given, kept only where `accept` says so. */
export function matchSpans(
  text: string,
  pattern: RegExp,
  type: PiiType,
  accept: (found: string, start: number) => boolean = () => true,
  group = 0,
): PiiSpan[] {
  const spans: PiiSpan[] = [];
  for (const match of text.matchAll(pattern)) {
    const found = match[group];
    if (found === undefined || found === '') continue;
    const start = match.index + match[0].indexOf(found, group === 0 ? 0 : leadLength(match, group));
    if (accept(found, start)) spans.push({ start, end: start + found.length, type });
  }
  return spans;
}

/** A captured group is searched from behind the groups before it, as its text may occur in them too. */
function leadLength(match: RegExpMatchArray, group: number): number {
  let from = 0;
  for (let index = 1; index < group; index += 1) from += match[index]?.length ?? 0;
  return from;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/**
 * Makes spans disjoint and puts them in the order of the text. Where two overlap, both are covered by one span of the
 * type that comes first in `spans`: a leak is worse than a placeholder that is a word too long.
 */
export function mergeSpans(spans: readonly PiiSpan[]): PiiSpan[] {
  const merged: PiiSpan[] = [];
  for (const span of spans) {
    if (span.end <= span.start) continue;
    let { start, end, type } = span;
    for (let index = merged.findIndex((one) => overlaps(one, { start, end })); index >= 0; ) {
      const [other] = merged.splice(index, 1);
      if (other === undefined) break;
      start = Math.min(start, other.start);
      end = Math.max(end, other.end);
      type = other.type;
      index = merged.findIndex((one) => overlaps(one, { start, end }));
    }
    merged.push({ start, end, type });
  }
  return merged.sort((a, b) => a.start - b.start);
}
