import { Link, useRouterState } from '@tanstack/react-router';
import { InboxView } from '#contract/conversations.ts';
import { useInboxCounts } from '../../../lib/desk-queries.ts';
import { count } from '../../../lib/format-number.ts';
import { VIEW_WORDS } from '../../../lib/words.ts';
import classes from './inbox-views.module.css';

/** The views of the inbox with how many conversations each holds; below the inbox in the rail while it is open. */
export function InboxViews() {
  const counts = useInboxCounts().data;
  const location = useRouterState({ select: (state) => state.location });
  if (!location.pathname.startsWith('/inbox')) return null;
  const current = 'view' in location.search ? (location.search.view ?? 'all') : 'all';
  return (
    <ul className={classes.views} aria-label="Views">
      {InboxView.options.map((view) => (
        <li key={view}>
          <Link
            to="/inbox/{-$conversationId}"
            params={(before) => before}
            search={(before) => ({ ...before, view })}
            className={classes.view}
            data-view={view}
            data-current={view === current}
            aria-current={view === current ? 'true' : undefined}
          >
            <span>{VIEW_WORDS[view]}</span>
            <span className={classes.count}>{counts === undefined ? '' : count(counts[view])}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
