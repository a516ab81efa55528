/** From this score on, an answer and its question become a candidate for training. */
export const PROMOTION_SCORE = 0.8;

/** What somebody said about one AI answer. Null and undefined both mean: said nothing. */
export interface FeedbackSignals {
  thumbs?: 'up' | 'down' | null | undefined;
  stars?: number | null | undefined;
  helpful?: boolean | null | undefined;
  accurate?: boolean | null | undefined;
}

/** What each signal added. The parts add up to the score, unless a thumbs down has made it 0. */
export interface ScoreParts {
  thumbsUp: number;
  fiveStars: number;
  helpful: number;
  accurate: number;
}

export interface QualityScore {
  /** 0..1 */
  score: number;
  parts: ScoreParts;
  /** A thumbs down makes the score 0, whatever else was said. */
  thumbsDown: boolean;
}

const WEIGHTS: ScoreParts = { thumbsUp: 0.3, fiveStars: 0.4, helpful: 0.2, accurate: 0.3 };

/**
 * What staff change in a draft is graded too, and is no part of this score: it scores what a customer was answered, and
 * an edited draft never was. Its grade stands with the draft, decides how far the AI is trusted, and makes the text that
 * was sent instead an example of its own.
 *
 * quality = 0.3 thumbs up + 0.4 five stars + 0.2 helpful + 0.3 accurate, clamped to 0..1; thumbs down makes it 0.
 * Only five stars count: 1 to 4 stars add nothing. The weights add up to 1.2, so one missing signal can be made up for.
 * The result is rounded to four decimals, so that 0.3 + 0.2 + 0.3 is 0.8 and not a hair below the bar.
 */
export function scoreQuality(signals: FeedbackSignals): QualityScore {
  const parts: ScoreParts = {
    thumbsUp: signals.thumbs === 'up' ? WEIGHTS.thumbsUp : 0,
    fiveStars: signals.stars === 5 ? WEIGHTS.fiveStars : 0,
    helpful: signals.helpful === true ? WEIGHTS.helpful : 0,
    accurate: signals.accurate === true ? WEIGHTS.accurate : 0,
  };
  const thumbsDown = signals.thumbs === 'down';
  const sum = parts.thumbsUp + parts.fiveStars + parts.helpful + parts.accurate;
  const clamped = Math.min(1, Math.max(0, Math.round(sum * 10_000) / 10_000));
  return { score: thumbsDown ? 0 : clamped, parts, thumbsDown };
}

/**
 * The score of a message that several people judged: a signal counts when somebody gave it and nobody contradicted it.
 * So a customer's five stars and a colleague's "accurate" add up, one thumbs down makes the score 0,
 * and a "not accurate" takes away what another's "accurate" gave. Stars are the lowest that anybody gave.
 */
export function scoreTogether(all: readonly FeedbackSignals[]): QualityScore {
  const said = <T>(values: readonly (T | null | undefined)[]): T[] =>
    values.filter((v) => v !== null && v !== undefined);
  const agreed = (values: readonly (boolean | null | undefined)[]): boolean | null => {
    const given = said(values);
    return given.length === 0 ? null : given.every(Boolean);
  };
  const thumbs = said(all.map((one) => one.thumbs));
  const stars = said(all.map((one) => one.stars));
  return scoreQuality({
    thumbs: thumbs.includes('down') ? 'down' : (thumbs[0] ?? null),
    stars: stars.length === 0 ? null : Math.min(...stars),
    helpful: agreed(all.map((one) => one.helpful)),
    accurate: agreed(all.map((one) => one.accurate)),
  });
}
