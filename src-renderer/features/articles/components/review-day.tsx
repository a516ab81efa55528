import { useNow } from '../../../lib/use-now.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { dayText, reviewState } from '../review-day.ts';

/** The day of an article's review, marked when it is near or past. */
export function ReviewDay({ reviewOn }: { reviewOn: string | null }) {
  const state = reviewState(reviewOn, new Date(useNow()));
  if (reviewOn === null) return null;
  if (state === 'later') return dayText(reviewOn);
  return (
    <StatusPill tone={state === 'overdue' ? 'bad' : 'warn'}>
      {state === 'overdue' ? 'overdue' : 'due'} {dayText(reviewOn)}
    </StatusPill>
  );
}
