import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconEyeOff, IconPencilPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Gap } from '#contract/gaps.ts';
import { counted, percent } from '../../../../lib/format-number.ts';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import { GAP_STATUS_WORDS, trendOf } from '../gap-words.ts';
import classes from '../gaps.module.css';
import { GapQuestions } from './gap-questions.tsx';
import { MergeMenu } from './merge-menu.tsx';

interface GapDetailProps {
  gap: Gap;
  others: readonly Gap[];
  canWrite: boolean;
  onDraft: () => void;
  onDismiss: () => void;
  onAnswered: () => void;
  onReopen: () => void;
  onMerge: (into: Gap) => void;
  onMoveOut: (messageId: string) => void;
}

/** One gap: how much it matters, what was asked in which conversation, and what can be done about it. */
export function GapDetail(props: GapDetailProps) {
  const { gap, canWrite } = props;
  return (
    <section className={classes.detail} aria-label="Gap">
      <h2>{gap.title}</h2>
      {canWrite && <Actions {...props} />}
      <Standing gap={gap} canWrite={canWrite} onAnswered={props.onAnswered} />
      <dl className={classes.figures}>
        <Figure label="Customers" value={String(gap.customerCount)} note={counted(gap.questionCount, 'question')} />
        <Figure
          label="Handed over"
          value={percent(gap.escalatedCount / gap.questionCount)}
          note={`${gap.escalatedCount} took a person`}
        />
        <Figure label="This week" value={String(gap.thisWeek)} note={trendOf(gap).text.split(', ')[1] ?? ''} />
      </dl>
      <GapQuestions gap={gap} canWrite={canWrite} onMoveOut={props.onMoveOut} />
    </section>
  );
}

function Actions({ gap, others, onDraft, onDismiss, onAnswered, onReopen, onMerge }: GapDetailProps) {
  const isOpen = gap.status === 'open';
  return (
    <div className={classes.actions}>
      <Button leftSection={<IconPencilPlus size={15} aria-hidden />} onClick={onDraft}>
        Draft an article
      </Button>
      {isOpen ? (
        <>
          <Button variant="default" leftSection={<IconCheck size={15} aria-hidden />} onClick={onAnswered}>
            Answered
          </Button>
          <Button variant="default" leftSection={<IconEyeOff size={15} aria-hidden />} onClick={onDismiss}>
            Dismiss
          </Button>
        </>
      ) : (
        <Button variant="default" leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={onReopen}>
          Open again
        </Button>
      )}
      <MergeMenu gap={gap} others={others} onMerge={onMerge} />
    </div>
  );
}

/** How it got where it is: who closed it with what, or that it came back. */
function Standing({ gap, canWrite, onAnswered }: { gap: Gap; canWrite: boolean; onAnswered: () => void }) {
  if (gap.status !== 'open')
    return (
      <p className={classes.standing}>
        {GAP_STATUS_WORDS[gap.status]} {gap.statusBy !== null && `by ${gap.statusBy.name} `}
        <RelativeTime at={gap.statusAt} suffix=" ago" />
        {gap.article !== null && (
          <>
            {' '}
            with <ArticleLink article={gap.article} />
          </>
        )}
        {gap.note !== '' && `: ${gap.note}`}
      </p>
    );
  if (gap.suggestedArticle !== null)
    return (
      <p className={classes.standing} data-tone="accent">
        This may be answered now by <ArticleLink article={gap.suggestedArticle} />.{' '}
        {canWrite && (
          <Button size="compact-xs" variant="default" onClick={onAnswered}>
            Yes, it is
          </Button>
        )}
      </p>
    );
  if (gap.cameBackAt !== null)
    return (
      <p className={classes.standing} data-tone="warn">
        Came back <RelativeTime at={gap.cameBackAt} suffix=" ago" />: the question failed again
        {gap.article !== null && (
          <>
            {' '}
            although <ArticleLink article={gap.article} /> was to answer it. Add how customers ask to that article
          </>
        )}
        .
      </p>
    );
  return null;
}

function ArticleLink({ article }: { article: NonNullable<Gap['article']> }) {
  return (
    <Link to="/articles/$articleId" params={{ articleId: article.id }}>
      {article.code} {article.title}
    </Link>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value} <small>{note}</small>
      </dd>
    </div>
  );
}
