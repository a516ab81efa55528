import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { TrainingExample } from '#contract/learning.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { count, percent } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { QualityParts } from '../../feedback/components/quality-parts.tsx';
import { useSecondLooks } from '../queries.ts';
import { useAfterChange } from '../use-after-change.ts';
import { ConflictList } from './conflict-list.tsx';
import classes from './second-looks.module.css';

const FEEDBACK_FELL = 'Feedback fell after the approval.';
const CONTRADICTED = 'An article says otherwise since the approval.';

/**
 * Approved examples whose feedback fell since, or which a changed article contradicts: they stay in use until a person
 * says otherwise. Nothing where there is none.
 */
export function SecondLooks() {
  const { examples } = useSecondLooks();
  if (examples.length === 0) return null;
  return (
    <section className={classes.looks} aria-label="Needs a second look">
      <h2>
        {count(examples.length)} {examples.length === 1 ? 'example needs' : 'examples need'} a second look
      </h2>
      <p>
        Since they were approved, what people said of their answers has fallen, or an article was changed and says
        otherwise. They are in use until you decide.
      </p>
      {examples.map((example) => (
        <SecondLook key={example.id} example={example} />
      ))}
    </section>
  );
}

function SecondLook({ example }: { example: TrainingExample }) {
  const api = useApi();
  const after = useAfterChange();
  const keep = useMutation(api.learning.approve.mutationOptions(after('It stands.', 'Not kept')));
  const reject = useMutation(api.learning.reject.mutationOptions(after('No longer used.', 'Not rejected')));
  const { secondLook } = example;
  if (secondLook === null) return null;
  return (
    <article className={classes.look} aria-label={example.question}>
      <div className={classes.texts}>
        <strong>{example.question}</strong>
        <span>{example.answer}</span>
      </div>
      <div className={classes.side}>
        {secondLook.score !== null && <StatusPill tone="warn">Fell to {percent(secondLook.score)}</StatusPill>}
        {example.conflicts.length > 0 && <StatusPill tone="warn">Says otherwise</StatusPill>}
        <RelativeTime at={secondLook.at} suffix=" ago" />
      </div>
      {example.conflicts.length > 0 && (
        <div className={classes.conflicts}>
          <ConflictList conflicts={example.conflicts} />
        </div>
      )}
      {example.messageId !== null && <QualityParts messageId={example.messageId} />}
      <div className={classes.actions}>
        <Button
          size="compact-sm"
          variant="default"
          loading={keep.isPending}
          aria-label={`Keep: ${example.question}`}
          onClick={() => keep.mutate({ id: example.id, acceptsConflicts: example.conflicts.length > 0 })}
        >
          Keep it
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          loading={reject.isPending}
          aria-label={`Reject: ${example.question}`}
          onClick={() =>
            reject.mutate({ id: example.id, reason: secondLook.score === null ? CONTRADICTED : FEEDBACK_FELL })
          }
        >
          Reject it
        </Button>
      </div>
    </article>
  );
}
