import { IconStarFilled, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import type { FeedbackValues } from '#contract/conversations.ts';
import { percent } from '../../../lib/format-number.ts';
import classes from './feedback-line.module.css';

/** What the customer thought of an answer. */
export function FeedbackLine({ feedback }: { feedback: FeedbackValues & { qualityScore: number } }) {
  const { thumbs, stars, helpful, accurate, comment, qualityScore } = feedback;
  return (
    <div className={classes.feedback}>
      <span className={classes.label}>Feedback</span>
      {thumbs === 'up' && <IconThumbUp size={13} role="img" aria-label="thumbs up" />}
      {thumbs === 'down' && <IconThumbDown size={13} role="img" aria-label="thumbs down" />}
      {stars !== null && (
        <span className={classes.stars}>
          <IconStarFilled size={11} aria-hidden /> {stars} of 5
        </span>
      )}
      {helpful !== null && <span>{helpful ? 'helpful' : 'not helpful'}</span>}
      {accurate !== null && <span>{accurate ? 'accurate' : 'not accurate'}</span>}
      <span>quality {percent(qualityScore)}</span>
      {comment !== null && comment !== '' && <q>{comment}</q>}
    </div>
  );
}
