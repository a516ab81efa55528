import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRobot } from '@tabler/icons-react';
import { useState } from 'react';
import type { MarkedDraft } from '#contract/copilot.ts';
import type { DiscardReason } from '#contract/drafts.ts';
import { percent } from '../../../../lib/format-number.ts';
import { DiffView } from '../../../../ui/diff-view.tsx';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import { DiscardMenu } from '../../components/discard-menu.tsx';
import { SourceChips } from '../../components/source-chips.tsx';
import classes from './copilot.module.css';

interface PreparedStripProps {
  prepared: MarkedDraft;
  text: string;
  onInsert: () => void;
  onBack: () => void;
  onPutAway: (reason: DiscardReason) => void;
}

/** The draft that stands in the composer or waits for it: whose words they are, what they rest on, and the way back. */
export function PreparedStrip({
  prepared: { draft, unsupported },
  text,
  onInsert,
  onBack,
  onPutAway,
}: PreparedStripProps) {
  const [isCompared, setIsCompared] = useState(false);
  const { citations, confidence, degraded } = draft.metadata;
  const written = text.trim();
  const isEmpty = written === '';
  const isUnchanged = written === draft.content.trim();
  const marks = unsupported.filter(({ sentence }) => isEmpty || written.includes(sentence));
  return (
    <div className={classes.prepared}>
      <div className={classes.strip}>
        <StatusPill tone={isUnchanged ? 'accent' : 'neutral'} icon={IconRobot}>
          {isEmpty ? 'An AI draft waits' : isUnchanged ? 'AI draft' : 'Edited AI draft'}
        </StatusPill>
        <SourceChips citations={citations} />
        {confidence !== undefined && (
          <span className={classes.sure}>
            {percent(confidence)} sure{degraded === true ? ', offline: the model failed' : ''}
          </span>
        )}
        <span className={classes.tools}>
          {isEmpty && (
            <Button variant="subtle" size="compact-xs" onClick={onInsert}>
              Insert
            </Button>
          )}
          {!isEmpty && !isUnchanged && (
            <>
              <Button
                variant="subtle"
                size="compact-xs"
                aria-expanded={isCompared}
                onClick={() => setIsCompared(!isCompared)}
              >
                {isCompared ? 'Hide changes' : 'Show changes'}
              </Button>
              <Button variant="subtle" size="compact-xs" onClick={onBack}>
                Back to the draft
              </Button>
            </>
          )}
          <DiscardMenu label="Put away" size="compact-xs" onDiscard={onPutAway} />
        </span>
      </div>
      {marks.map(({ sentence, reason }) => (
        <p key={sentence} className={classes.mark}>
          <IconAlertTriangle size={13} aria-hidden />
          <span>
            Check “{sentence}” {reason}
          </span>
        </p>
      ))}
      {isCompared && !isEmpty && !isUnchanged && (
        <div className={classes.compared}>
          <DiffView before={draft.content} after={text} />
        </div>
      )}
    </div>
  );
}
