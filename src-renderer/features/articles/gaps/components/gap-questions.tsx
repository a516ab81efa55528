import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowsSplit, IconMessageQuestion, IconThumbDown, IconUserShare } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Gap, GapQuestion } from '#contract/gaps.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { useCommands } from '../../../../lib/commands/use-commands.ts';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import classes from '../gaps.module.css';
import { useGapQuestions } from '../queries.ts';

const OUTCOMES: Record<GapQuestion['outcome'], { text: string; icon: typeof IconThumbDown }> = {
  declined: { text: 'AI did not know', icon: IconMessageQuestion },
  escalated: { text: 'Handed over', icon: IconUserShare },
  unhelpful: { text: 'Rated not helpful', icon: IconThumbDown },
};

interface GapQuestionsProps {
  gap: Gap;
  canWrite: boolean;
  onMoveOut: (messageId: string) => void;
}

/** What was asked, newest first; each leads to its conversation. */
export function GapQuestions({ gap, canWrite, onMoveOut }: GapQuestionsProps) {
  const list = useGapQuestions(gap.id);
  const navigate = useNavigate();
  const conversationId = list.questions[0]?.conversationId;
  useCommands({
    'gaps.open': {
      run: () =>
        void navigate({ to: '/inbox/{-$conversationId}', params: { conversationId }, search: { view: 'all' } }),
      when: conversationId !== undefined,
    },
  });
  return (
    <div className={classes.questions}>
      <h3>What customers asked</h3>
      {list.isPending && <SkeletonRows rows={Math.min(4, gap.questionCount)} height={40} />}
      {list.isError && list.questions.length === 0 && (
        <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
      )}
      <ul>
        {list.questions.map((question) => (
          <li key={question.messageId}>
            <div className={classes.question}>
              <Link
                to="/inbox/{-$conversationId}"
                params={{ conversationId: question.conversationId }}
                search={{ view: 'all' }}
              >
                {question.text}
              </Link>
              <span className={classes.facts}>
                <StatusPill tone="neutral" icon={OUTCOMES[question.outcome].icon}>
                  {OUTCOMES[question.outcome].text}
                </StatusPill>
                <RelativeTime at={question.askedAt} suffix=" ago" />
              </span>
            </div>
            {canWrite && gap.questionCount > 1 && (
              <Tooltip label="Does not belong here: give it a gap of its own">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move out: ${question.text}`}
                  onClick={() => onMoveOut(question.messageId)}
                >
                  <IconArrowsSplit size={15} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}
