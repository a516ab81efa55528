import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import type { Message } from '#contract/conversations.ts';
import { percent } from '../../../lib/format-number.ts';
import { WrongIntent } from '../../intents/components/wrong-intent.tsx';
import classes from './answer-details.module.css';
import { CorrectionDialog } from './correction-dialog.tsx';
import { SourceChips } from './source-chips.tsx';
import { StaffJudgement } from './staff-judgement.tsx';
import { TraceDrawer } from './trace-drawer.tsx';

/** What stands behind an AI answer, and what staff think of it. */
export function AnswerDetails({ message, question }: { message: Message; question: string | undefined }) {
  const { citations, confidence, degraded, kind } = message.metadata;
  // A hand-over is not to be rated, but what led to it is worth a look.
  const isAnswer = kind === undefined || kind === 'answer';
  const canBeCorrected = isAnswer || kind === 'declined';
  const [isTraceShown, trace] = useDisclosure();
  const [isCorrecting, correcting] = useDisclosure();

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
        {isAnswer && <StaffJudgement messageId={message.id} />}
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
