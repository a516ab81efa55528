import classes from './closing-rating.module.css';
import { Stars } from './stars.tsx';

/** How the whole conversation was, asked once it is closed. */
export function ClosingRating({ rating, onRate }: { rating: number | null; onRate: (rating: number) => void }) {
  return (
    <section className={classes.panel} aria-label="How was this conversation?">
      <p className={classes.question}>
        {rating === null ? 'How was this conversation?' : 'Thank you for your rating.'}
      </p>
      <Stars label="Rate this conversation" value={rating} onChange={onRate} size={26} />
    </section>
  );
}
