import { Link } from '@tanstack/react-router';
import type { ExampleConflict } from '#contract/learning.ts';
import classes from './conflict-list.module.css';

/** What an example says against what an article or another example says, side by side. Nothing where there is none. */
export function ConflictList({ conflicts }: { conflicts: readonly ExampleConflict[] }) {
  if (conflicts.length === 0) return null;
  return (
    <section className={classes.conflicts} aria-label="Says otherwise">
      <h2>{conflicts.length === 1 ? 'It says otherwise' : `It says otherwise in ${conflicts.length} places`}</h2>
      {conflicts.map((conflict) => (
        <div key={conflict.against.id} className={classes.pair}>
          <blockquote>
            <cite>This example</cite>
            {conflict.ownPassage}
          </blockquote>
          <blockquote>
            <cite>
              <Against against={conflict.against} />
            </cite>
            {conflict.otherPassage}
          </blockquote>
          <p>{conflict.reason}</p>
        </div>
      ))}
    </section>
  );
}

function Against({ against }: { against: ExampleConflict['against'] }) {
  if (against.kind === 'example')
    return (
      <>
        {against.status === 'approved' ? 'Approved example' : 'Waiting example'}: {against.question}
      </>
    );
  return (
    <Link to="/articles/$articleId" params={{ articleId: against.id }}>
      {against.code}: {against.title}
    </Link>
  );
}
