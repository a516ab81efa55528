import { Button, SegmentedControl } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { failureOf } from '../../lib/api/failure.ts';
import { CHANNEL_WORDS, REASON_WORDS } from '../../lib/words.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Screen } from '../../ui/screen.tsx';
import { ErrorState, SkeletonRows } from '../../ui/states.tsx';
import classes from './analytics.module.css';
import { ArticleRanking } from './components/article-ranking.tsx';
import { Bars } from './components/bars.tsx';
import { DayChart } from './components/day-chart.tsx';
import { QuestionsWithoutArticle } from './components/questions-without-article.tsx';
import { Tiles } from './components/tiles.tsx';
import { TrainingFunnel } from './components/training-funnel.tsx';
import { useOverview, useRefresh } from './queries.ts';

const SPANS = [7, 30, 90] as const;

/** How well the AI does: what each figure counts, and as of when. */
export function AnalyticsScreen() {
  const navigate = useNavigate({ from: '/analytics' });
  const { days = 30 } = useSearch({ from: '/analytics' });
  const { overview, seenAt, isPending, error, refetch } = useOverview(days);
  const refresh = useRefresh();

  return (
    <Screen
      title="Analytics"
      description={
        overview === undefined ? (
          'Counted every five minutes'
        ) : (
          <AsOf refreshedAt={overview.refreshedAt} seenAt={seenAt} />
        )
      }
      actions={
        <>
          <SegmentedControl
            aria-label="Span"
            data={SPANS.map((span) => ({ value: String(span), label: `${span} days` }))}
            value={String(days)}
            onChange={(value) => navigate({ search: { days: SPANS.find((span) => String(span) === value) } })}
          />
          <Button
            variant="default"
            leftSection={<IconRefresh size={15} aria-hidden />}
            loading={refresh.isPending}
            onClick={() => refresh.mutate({})}
          >
            Refresh
          </Button>
        </>
      }
    >
      {overview === undefined && isPending && <SkeletonRows rows={4} height={120} />}
      {overview === undefined && error !== null && (
        <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
      )}
      {overview !== undefined && (
        <div className={classes.page}>
          <Tiles totals={overview.totals} />
          <DayChart byDay={overview.byDay} />
          <QuestionsWithoutArticle />
          <div className={classes.columns}>
            <Bars
              title="By channel"
              rows={overview.byChannel.map((row) => ({
                label: CHANNEL_WORDS[row.channel],
                value: row.conversationCount,
                note: `${row.escalationCount} escalated`,
              }))}
            />
            <Bars
              title="Why a person was needed"
              rows={overview.reasons.map((row) => ({ label: REASON_WORDS[row.reason], value: row.count }))}
            />
            <ArticleRanking articles={overview.topArticles} />
            <TrainingFunnel training={overview.training} />
          </div>
        </div>
      )}
    </Screen>
  );
}

function AsOf({ refreshedAt, seenAt }: { refreshedAt: string | null; seenAt: string | undefined }) {
  return (
    <>
      {refreshedAt === null ? (
        'Not counted yet: the first count is made within five minutes'
      ) : (
        <>
          As of <RelativeTime at={refreshedAt} suffix=" ago" />, counted every five minutes
        </>
      )}
      {seenAt !== undefined && (
        <strong>
          {' '}
          · offline: last seen <RelativeTime at={seenAt} suffix=" ago" />
        </strong>
      )}
    </>
  );
}
