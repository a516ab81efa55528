import { useQuery } from '@tanstack/react-query';
import type { AnswerQuality } from '#contract/feedback.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { percent } from '../../../lib/format-number.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { partsOf, saidWords } from '../feedback-words.ts';
import classes from './quality-parts.module.css';

const SIDES = { customer: 'The customer', staff: 'A colleague', conduct: 'Afterwards the customer' };

/** The score of an answer with what made it, and who said what. */
export function QualityParts({ messageId }: { messageId: string }) {
  const api = useApi();
  const found = useQuery(api.feedback.ofMessage.queryOptions({ input: { id: messageId } }));
  if (found.isPending) return <SkeletonRows rows={2} height={18} />;
  if (found.isError) return <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
  return <Parts {...found.data} />;
}

function Parts({ quality, said }: AnswerQuality) {
  if (said.length === 0) return <p className={classes.none}>Nobody has judged this answer yet.</p>;
  const parts = partsOf(quality);
  return (
    <section className={classes.quality} aria-label="Quality of this answer">
      <h3>Quality {percent(quality.score)}</h3>
      {quality.thumbsDown ? (
        <p className={classes.none}>A thumbs down makes it 0, whatever else was said.</p>
      ) : (
        <ul>
          {parts.map(({ label, value }) => (
            <li key={label}>
              {label}: +{percent(value)}
            </li>
          ))}
          {parts.reduce((sum, part) => sum + part.value, 0) > 1 && <li>Together no more than 100 %</li>}
          {parts.length === 0 && <li>Nothing that counts was said</li>}
        </ul>
      )}
      <ul>
        {said.map((one) => (
          <li key={`${one.by} ${one.name} ${one.signal}`}>
            {one.name ?? SIDES[one.by]}: {saidWords(one)}
            {one.comment !== null && one.comment !== '' && (
              <>
                {' '}
                <q>{one.comment}</q>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
