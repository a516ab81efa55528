import { ActionIcon, Menu, Popover, Tooltip } from '@mantine/core';
import { IconListDetails, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import { WrongBecause } from '#contract/quality.ts';
import { QualityParts } from '../../feedback/components/quality-parts.tsx';
import { WRONG_WORDS } from '../../feedback/feedback-words.ts';
import { useStaffFeedback } from '../mutations.ts';

/** What staff think of an answer: good, or wrong and why; and what everybody has said of it so far. */
export function StaffJudgement({ messageId }: { messageId: string }) {
  const [thumbs, setThumbs] = useState<'up' | 'down'>();
  const feedback = useStaffFeedback();
  const judge = (next: 'up' | 'down', wrongBecause: WrongBecause | null) => {
    setThumbs(next);
    feedback.mutate(
      { id: messageId, thumbs: next, stars: null, helpful: null, accurate: null, comment: null, wrongBecause },
      { onError: () => setThumbs(thumbs) },
    );
  };
  return (
    <>
      <Tooltip label="Good answer">
        <ActionIcon {...look(thumbs === 'up')} aria-label="Good answer" onClick={() => judge('up', null)}>
          <IconThumbUp size={14} stroke={thumbs === 'up' ? 2.2 : 1.7} />
        </ActionIcon>
      </Tooltip>
      <Menu position="top-end" withinPortal>
        <Menu.Target>
          <Tooltip label="Bad answer">
            <ActionIcon {...look(thumbs === 'down')} aria-label="Bad answer">
              <IconThumbDown size={14} stroke={thumbs === 'down' ? 2.2 : 1.7} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Wrong because…</Menu.Label>
          {WrongBecause.options.map((reason) => (
            <Menu.Item key={reason} onClick={() => judge('down', reason)}>
              {WRONG_WORDS[reason]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Popover position="top-end" withinPortal shadow="md" width={300}>
        <Popover.Target>
          <Tooltip label="What was said of it">
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label="What was said of this answer">
              <IconListDetails size={14} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown>
          <QualityParts messageId={messageId} />
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

const look = (isGiven: boolean) => ({
  size: 'sm',
  variant: isGiven ? 'light' : 'subtle',
  color: isGiven ? 'ember' : 'gray',
  'aria-pressed': isGiven,
});
