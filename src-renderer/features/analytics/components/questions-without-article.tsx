import { Link } from '@tanstack/react-router';
import { count } from '../../../lib/format-number.ts';
import classes from '../analytics.module.css';
import { useGapCounts } from '../queries.ts';

/** What customers asked and no article answers, as it stands now, whatever span is chosen. */
export function QuestionsWithoutArticle() {
  const counts = useGapCounts().data;
  return (
    <section className={classes.line} aria-label="Questions without an article">
      <h2 className={classes.title}>Questions without an article</h2>
      <p>
        {counts === undefined ? (
          '–'
        ) : counts.openQuestions === 0 ? (
          'None are open.'
        ) : (
          <>
            <strong>{count(counts.openQuestions)}</strong> on {count(counts.open)}{' '}
            {counts.open === 1 ? 'topic' : 'topics'}, {count(counts.openThisWeek)} of them from the last seven days
          </>
        )}
      </p>
      <Link to="/articles/gaps">See what to write next</Link>
    </section>
  );
}
