import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { failureOf } from '../../../lib/api/failure.ts';
import { Screen } from '../../../ui/screen.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { ArticlesTabs } from '../components/articles-tabs.tsx';
import { LatestRefresh } from './components/latest-refresh.tsx';
import { RefreshHistory } from './components/refresh-history.tsx';
import { useNewlyApproved, useRefreshes, useStartRefresh } from './queries.ts';
import classes from './refresh.module.css';

/** What the AI has learned from approved answers, and when. */
export function RefreshScreen() {
  const list = useRefreshes();
  const waiting = useNewlyApproved().data;
  const start = useStartRefresh();
  const [latest, ...older] = list.refreshes;
  const isBusy = latest?.status === 'waiting' || latest?.status === 'running';

  return (
    <Screen
      title="Refresh"
      description="Takes approved answers and new ways to ask into the search, and looks after it."
      tabs={<ArticlesTabs />}
      actions={
        <Button
          leftSection={<IconRefresh size={15} aria-hidden />}
          loading={start.isPending}
          disabled={isBusy}
          onClick={() => start.mutate({})}
        >
          {isBusy ? 'Refreshing' : 'Refresh now'}
        </Button>
      }
    >
      <div className={classes.page}>
        {waiting !== undefined && (
          <section className={classes.waiting} aria-label="Next refresh">
            <p>
              <strong>{waiting.newlyApproved}</strong> of {waiting.beginsAt} newly approved examples. The next refresh
              begins by itself at {waiting.beginsAt}; approved answers are used from their approval on all the same.
            </p>
            <progress
              max={waiting.beginsAt}
              value={waiting.newlyApproved}
              aria-label="Newly approved examples until the next refresh"
            />
          </section>
        )}
        {list.isPending && <SkeletonRows rows={4} height={72} />}
        {list.isError && latest === undefined && (
          <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
        )}
        {list.isSuccess && latest === undefined && (
          <EmptyState icon={IconRefresh} title="There has been no refresh yet">
            Approve examples in Training, then refresh now, or wait for the fiftieth.
          </EmptyState>
        )}
        {latest !== undefined && <LatestRefresh refresh={latest} />}
        {older.length > 0 && <RefreshHistory refreshes={older} />}
        {list.hasNextPage && (
          <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </Screen>
  );
}
