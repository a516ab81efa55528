import { Button, Popover } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { GapDraft } from '#contract/gaps.ts';
import { counted } from '../../../../lib/format-number.ts';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import type { ArticleFields } from '../../article-form.ts';
import classes from './draft-note.module.css';

interface DraftNoteProps {
  draft: GapDraft;
  form: UseFormReturnType<ArticleFields>;
}

/** Says what the draft is made of, and lets another reply take the place of the one that was chosen. */
export function DraftNote({ draft, form }: DraftNoteProps) {
  const [isChoosing, choosing] = useDisclosure();
  const { replies } = draft;
  const chosen = replies.find((reply) => reply.text === form.values.bodyMarkdown) ?? replies[0];
  if (chosen === undefined)
    return (
      <p className={classes.note}>
        <IconInfoCircle size={16} aria-hidden />
        <span>
          Nobody has replied to these questions yet, so the text is empty. The title and the ways to ask are from the
          customers.
        </span>
      </p>
    );
  return (
    <div className={classes.note}>
      <IconInfoCircle size={16} aria-hidden />
      <span>
        The text is what {chosen.author.name} replied <RelativeTime at={chosen.at} suffix=" ago" /> in{' '}
        <Link
          to="/inbox/{-$conversationId}"
          params={{ conversationId: chosen.conversationId }}
          search={{ view: 'all' }}
        >
          this conversation
        </Link>
        . Make it fit every customer before you publish
        {/\[[A-Z_]+_\d+\]/.test(form.values.bodyMarkdown) && '; marks such as [NAME_1] stand for what was personal'}.
      </span>
      {replies.length > 1 && (
        <Popover opened={isChoosing} onChange={choosing.set} width={440} position="bottom-end" trapFocus>
          <Popover.Target>
            <Button
              size="compact-sm"
              variant="default"
              rightSection={<IconChevronDown size={14} aria-hidden />}
              onClick={choosing.toggle}
            >
              {counted(replies.length, 'reply', 'replies')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown p={0}>
            <ul className={classes.replies} aria-label="Staff replies">
              {replies.map((reply) => (
                <li key={reply.messageId}>
                  <button
                    type="button"
                    aria-pressed={reply === chosen}
                    onClick={() => {
                      form.setFieldValue('bodyMarkdown', reply.text);
                      choosing.close();
                    }}
                  >
                    <small>
                      {reply.author.name} <RelativeTime at={reply.at} suffix=" ago" />, to “{reply.question}”
                    </small>
                    <span>{reply.text}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}
