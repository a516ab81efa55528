import type { Citation } from '#contract/conversations.ts';

/** How a source is called: `KB-042: Cancellation & Refund Policy`. */
export function sourceLabel({ code, title }: Pick<Citation, 'code' | 'title'>): string {
  return code === null ? title : `${code}: ${title}`;
}

/** The same with less weight, for a small button: `KB-042 · Cancellation & Refund Policy`. */
export function shortSourceLabel({ code, title }: Pick<Citation, 'code' | 'title'>): string {
  return code === null ? title : `${code} · ${title}`;
}
