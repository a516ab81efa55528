import { Button } from '@mantine/core';
import { IconArrowBackUp, IconConfetti, IconHelpHexagon, IconSearchOff, IconSparkles } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Gap, GapStatus } from '#contract/gaps.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { counted } from '../../../../lib/format-number.ts';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import classes from '../gaps.module.css';
import type { useGaps } from '../queries.ts';
import { GapTrend } from './gap-trend.tsx';

interface GapListProps {
  list: ReturnType<typeof useGaps>;
  status: GapStatus;
  isFiltered: boolean;
  selectedId: string | undefined;
  onSelect: (id: string) => void;
}

export function GapList({ list, status, isFiltered, selectedId, onSelect }: GapListProps) {
  if (list.isPending) return <SkeletonRows rows={9} height={58} />;
  if (list.isError && list.gaps.length === 0)
    return <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />;
  if (list.gaps.length === 0) return <NoGaps status={status} isFiltered={isFiltered} />;
  return (
    <div className={classes.scroller}>
      <ul className={classes.rows} aria-label="Questions by topic">
        {list.gaps.map((gap) => (
          <GapRow key={gap.id} gap={gap} isSelected={gap.id === selectedId} onSelect={() => onSelect(gap.id)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="subtle" fullWidth loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}

function GapRow({ gap, isSelected, onSelect }: { gap: Gap; isSelected: boolean; onSelect: () => void }) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  return (
    <li ref={row}>
      <button type="button" className={classes.row} aria-current={isSelected ? 'true' : undefined} onClick={onSelect}>
        <span className={classes.title}>{gap.title}</span>
        <span className={classes.facts}>
          <strong>{counted(gap.customerCount, 'customer')}</strong>
          {gap.questionCount > gap.customerCount && <span>{counted(gap.questionCount, 'question')}</span>}
          {gap.escalatedCount > 0 && <span>{gap.escalatedCount} handed over</span>}
          <GapTrend gap={gap} />
          <span className={classes.last}>
            <RelativeTime at={gap.lastAt} />
          </span>
        </span>
        {(gap.cameBackAt !== null || gap.suggestedArticle !== null || gap.article !== null) && (
          <span className={classes.marks}>
            {gap.cameBackAt !== null && (
              <StatusPill tone="warn" icon={IconArrowBackUp}>
                Came back
              </StatusPill>
            )}
            {gap.suggestedArticle !== null && (
              <StatusPill tone="accent" icon={IconSparkles}>
                {gap.suggestedArticle.code} may answer it
              </StatusPill>
            )}
            {gap.status === 'answered' && gap.article !== null && (
              <StatusPill tone="good">{gap.article.code}</StatusPill>
            )}
          </span>
        )}
      </button>
    </li>
  );
}

function NoGaps({ status, isFiltered }: { status: GapStatus; isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState icon={IconSearchOff} title="No question fits">
        Clear the search, or look among the answered and dismissed ones.
      </EmptyState>
    );
  if (status === 'open')
    return (
      <EmptyState icon={IconConfetti} title="No open gaps">
        Questions that the AI declines, or hands over because nothing answers them, are gathered here by topic, with
        what staff replied as the start of an article.
      </EmptyState>
    );
  return (
    <EmptyState icon={IconHelpHexagon} title={status === 'answered' ? 'Nothing answered yet' : 'Nothing dismissed'}>
      {status === 'answered'
        ? 'A gap comes here when an article is written for it, or when the AI can answer its questions.'
        : 'Dismiss what is not for you to answer; the same question then does not come up again.'}
    </EmptyState>
  );
}
