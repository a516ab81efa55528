import type { FeedbackValues } from '#contract/conversations.ts';

export const NO_FEEDBACK: FeedbackValues = { thumbs: null, stars: null, helpful: null, accurate: null, comment: null };

/** Feedback that the server has not acknowledged yet, by message. */
export type FeedbackEdits = Readonly<Record<string, FeedbackValues>>;

/** Choosing the same thumb again takes it back. */
export function withThumbs(values: FeedbackValues, thumbs: 'up' | 'down'): FeedbackValues {
  return { ...values, thumbs: values.thumbs === thumbs ? null : thumbs };
}

/** A box that is not ticked says nothing about the answer, neither good nor bad. */
export function withMark(values: FeedbackValues, mark: 'helpful' | 'accurate', isTicked: boolean): FeedbackValues {
  return { ...values, [mark]: isTicked ? true : null };
}

export function withComment(values: FeedbackValues, comment: string): FeedbackValues {
  return { ...values, comment: comment.trim() === '' ? null : comment.trim() };
}

export function hasFeedback(values: FeedbackValues): boolean {
  return Object.values(values).some((value) => value !== null);
}
