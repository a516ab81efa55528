import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Message } from '#contract/conversations.ts';
import { percent } from '../../../lib/format-number.ts';
import { WrongIntent } from '../../intents/components/wrong-intent.tsx';
import { useStaffFeedback } from '../mutations.ts';
import classes from './answer-details.module.css';
import { CorrectionDialog } from './correction-dialog.tsx';
import { SourceChips } from './source-chips.tsx';
import { TraceDrawer } from './trace-drawer.tsx';

/** What stands behind an AI answer, and what staff think of it. */
export function AnswerDetails({ message, question }: { message: Message; question: string | undefined }) {
  const { citations, confidence, degraded, kind } = message.metadata;
  // A hand-over is not to be rated, but what led to it is worth a look.
  const isAnswer = kind === undefined || kind === 'answer';
  const canBeCorrected = isAnswer || kind === 'declined';
  const [isTraceShown, trace] = useDisclosure();
  const [isCorrecting, correcting] = useDisclosure();
  const [thumbs, setThumbs] = useState<'up' | 'down'>();
  const feedback = useStaffFeedback();

  const judge = (next: 'up' | 'down') => {
    setThumbs(next);
    feedback.mutate(
      { id: message.id, thumbs: next, stars: null, helpful: null, accurate: null, comment: null },
      { onError: () => setThumbs(thumbs) },
    );
  };

  return (
    <div className={classes.details}>
      <SourceChips citations={citations} />
      <div className={classes.tools}>
        {confidence !== undefined && (
          <span className={classes.confidence}>
            <meter min={0} max={1} low={0.5} value={confidence} aria-label="Confidence" />
            {percent(confidence)} sure{degraded === true ? ', offline' : ''}
          </span>
        )}
        <Button variant="subtle" size="compact-xs" onClick={trace.open}>
          Why this answer?
        </Button>
        <WrongIntent messageId={message.id} intent={message.metadata.intent} />
        {isAnswer && (
          <>
            <Judgement label="Good answer" icon={IconThumbUp} isGiven={thumbs === 'up'} onClick={() => judge('up')} />
            <Judgement
              label="Bad answer"
              icon={IconThumbDown}
              isGiven={thumbs === 'down'}
              onClick={() => judge('down')}
            />
          </>
        )}
        {canBeCorrected && (
          <Tooltip label="Write the right answer">
            <ActionIcon size="sm" aria-label="Write the right answer" onClick={correcting.open}>
              <IconPencil size={14} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {isTraceShown && <TraceDrawer messageId={message.id} onClose={trace.close} />}
      {isCorrecting && <CorrectionDialog message={message} question={question} onClose={correcting.close} />}
    </div>
  );
}

interface JudgementProps {
  label: string;
  icon: typeof IconThumbUp;
  isGiven: boolean;
  onClick: () => void;
}

function Judgement({ label, icon: Icon, isGiven, onClick }: JudgementProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="sm"
        variant={isGiven ? 'light' : 'subtle'}
        color={isGiven ? 'ember' : 'gray'}
        aria-label={label}
        aria-pressed={isGiven}
        onClick={onClick}
      >
        <Icon size={14} stroke={isGiven ? 2.2 : 1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
