import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useId } from 'react';
import classes from './stars.module.css';

interface StarsProps {
  /** What is judged, for those who do not see it. */
  label: string;
  value: number | null;
  onChange: (stars: number) => void;
  size?: number;
}

const STARS = [1, 2, 3, 4, 5];

/** One to five stars. Each star is a radio button, so that the arrow keys choose too. */
export function Stars({ label, value, onChange, size = 18 }: StarsProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={classes.stars}>
      {STARS.map((star) => {
        const isFilled = value !== null && star <= value;
        const Star = isFilled ? IconStarFilled : IconStar;
        return (
          <label key={star} className={classes.star} data-filled={isFilled} title={starLabel(star)}>
            <input
              type="radio"
              name={name}
              aria-label={starLabel(star)}
              checked={value === star}
              onChange={() => onChange(star)}
            />
            <Star size={size} aria-hidden />
          </label>
        );
      })}
    </div>
  );
}

function starLabel(stars: number): string {
  return stars === 1 ? '1 star' : `${stars} stars`;
}
