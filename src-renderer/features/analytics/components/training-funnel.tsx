import { Link } from '@tanstack/react-router';
import type { Overview } from '#contract/analytics.ts';
import { Bars } from './bars.tsx';

/** How many examples wait, were approved and were rejected. */
export function TrainingFunnel({ training }: { training: Overview['training'] }) {
  return (
    <div>
      <Bars
        title="Training examples"
        rows={[
          { label: 'To review', value: training.pending },
          { label: 'Approved', value: training.approved },
          { label: 'Rejected', value: training.rejected },
        ]}
      />
      {training.pending > 0 && <Link to="/training">Review what waits</Link>}
    </div>
  );
}
