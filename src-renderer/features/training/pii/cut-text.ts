import type { PiiText } from '#contract/pii.ts';

type Span = PiiText['spans'][number];

export interface Piece {
  text: string;
  start: number;
  span: Span | undefined;
}

/** A text in pieces, each personal data or not; spans are in order and do not overlap. */
export function cutText(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const span of spans) {
    pieces.push({ text: text.slice(from, span.start), start: from, span: undefined });
    pieces.push({ text: text.slice(span.start, span.end), start: span.start, span });
    from = span.end;
  }
  pieces.push({ text: text.slice(from), start: from, span: undefined });
  return pieces.filter((piece) => piece.text !== '');
}
