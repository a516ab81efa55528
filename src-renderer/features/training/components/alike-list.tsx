import { Button } from '@mantine/core';
import type { AlikeExample, TrainingExample } from '#contract/learning.ts';
import { count } from '../../../lib/format-number.ts';
import { SOURCE_WORDS } from '../../../lib/words.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import type { Arrange } from '../use-arrange.ts';
import classes from './alike-list.module.css';

interface AlikeListProps {
  example: TrainingExample;
  arrange: Arrange;
  /** Approves another one of the group in place of the one in front. */
  onApproveInstead: (other: AlikeExample) => void;
}

/** The same question in other words: one approval stands for all of them. Nothing where it was asked once. */
export function AlikeList({ example, arrange, onApproveInstead }: AlikeListProps) {
  const waiting = example.alike.filter(({ status }) => status === 'pending');
  const approved = example.alike.filter(({ status }) => status === 'approved');
  const again = example.furtherSources.length;
  if (waiting.length + approved.length + again === 0) return null;
  return (
    <section className={classes.alike} aria-label="Asked in other words">
      {waiting.length + again > 0 && <h2>Asked {count(waiting.length + again + 1)} times</h2>}
      {waiting.length > 0 && (
        <p>Approving one leaves out the others. Each stays with the conversation that it comes from.</p>
      )}
      {again > 0 && (
        <p>
          {again === 1 ? 'Another conversation' : `${count(again)} other conversations`} gave the same question and
          answer, word by word.
        </p>
      )}
      {waiting.map((other) => (
        <Alike key={other.id} other={other} onPart={() => arrange.part(example.id, other.id)}>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Approve this answer instead: ${other.question}`}
            onClick={() => onApproveInstead(other)}
          >
            Approve this answer instead
          </Button>
        </Alike>
      ))}
      {approved.length > 0 && <h2>Approved already in other words</h2>}
      {approved.map((other) => (
        <Alike key={other.id} other={other} onPart={() => arrange.part(example.id, other.id)}>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Leave it to this one: ${other.question}`}
            onClick={() => arrange.merge(example.id, other.id)}
          >
            Leave it to this one
          </Button>
        </Alike>
      ))}
    </section>
  );
}

interface AlikeProps {
  other: AlikeExample;
  onPart: () => void;
  /** What can be done with it besides. */
  children: React.ReactNode;
}

function Alike({ other, onPart, children }: AlikeProps) {
  return (
    <article className={classes.other} aria-label={other.question}>
      <div className={classes.texts}>
        <strong>{other.question}</strong>
        <span>{other.answer}</span>
      </div>
      <div className={classes.side}>
        {other.conflicts.length > 0 && <StatusPill tone="warn">Says otherwise</StatusPill>}
        <StatusPill tone="neutral">{SOURCE_WORDS[other.sourceType]}</StatusPill>
        <RelativeTime at={other.createdAt} suffix=" ago" />
      </div>
      <div className={classes.actions}>
        {children}
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`It asks something else: ${other.question}`}
          onClick={onPart}
        >
          It asks something else
        </Button>
      </div>
    </article>
  );
}
