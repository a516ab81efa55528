import { IconConfetti } from '@tabler/icons-react';
import { useState } from 'react';
import type { AlikeExample, TrainingExample } from '#contract/learning.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { useCommands } from '../../../lib/commands/use-commands.ts';
import { count } from '../../../lib/format-number.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { PiiPanel } from '../pii/pii-panel.tsx';
import { useArrange } from '../use-arrange.ts';
import { type ExampleEdit, useReview } from '../use-review.ts';
import { AcceptConflicts } from './accept-conflicts.tsx';
import { AlikeList } from './alike-list.tsx';
import { ConflictList } from './conflict-list.tsx';
import { ExampleContext } from './example-context.tsx';
import { ExampleEditor } from './example-editor.tsx';
import { ExampleView } from './example-view.tsx';
import { ReviewButton } from './review-button.tsx';
import classes from './review-tab.module.css';

/** One example at a time beside the conversation that it comes from. */
export function ReviewTab() {
  const review = useReview();
  const { example, queue } = review;
  const [editedId, setEditedId] = useState<string>();
  const [refused, setRefused] = useState<ExampleEdit & { id: string }>();
  const [asked, setAsked] = useState<TrainingExample | AlikeExample>();
  const [isPiiShown, setIsPiiShown] = useState(false);
  const togglePii = () => setIsPiiShown((before) => !before);
  const arrange = useArrange();
  const isEditing = example !== undefined && editedId === example.id;

  const isOpen = example !== undefined && !isEditing && asked === undefined;
  const approve = () => {
    if (example === undefined) return;
    if (example.conflicts.length > 0) setAsked(example);
    else review.approve(example);
  };
  const reject = () => example && review.reject(example);
  const edit = () => setEditedId(example?.id);
  useCommands({
    'training.approve': { run: approve, when: isOpen },
    'training.edit': { run: edit, when: isOpen },
    'training.reject': { run: reject, when: isOpen },
    'training.personal-data': { run: togglePii, when: isOpen },
    'training.undo': { run: review.undo, when: review.canUndo },
    'training.next': { run: () => review.move(1), when: isOpen },
    'training.previous': { run: () => review.move(-1), when: isOpen },
  });

  if (queue.isPending) return <SkeletonRows rows={3} height={120} />;
  if (queue.isError && queue.examples.length === 0) {
    return <ErrorState failure={failureOf(queue.error)} onRetry={() => void queue.refetch()} />;
  }
  const { approved, edited, rejected } = review.tally;
  return (
    <div className={classes.review}>
      <section className={classes.example} aria-label="Example">
        <div className={classes.session} role="status">
          <span>{count(review.openCount)} to review</span>
          <span>
            This session: {count(approved + edited)} approved{edited > 0 && ` (${count(edited)} edited)`},{' '}
            {count(rejected)} rejected
          </span>
          <ReviewButton command="training.undo" isDisabled={!review.canUndo} variant="subtle" onClick={review.undo}>
            Undo
          </ReviewButton>
        </div>
        {example === undefined ? (
          <EmptyState icon={IconConfetti} title="Everything is reviewed">
            New examples come from well-rated answers, from corrections, and from replies to what the AI could not
            answer.
          </EmptyState>
        ) : isEditing ? (
          <ExampleEditor
            key={example.id}
            example={example}
            refused={refused?.id === example.id ? refused : undefined}
            onCancel={() => {
              setEditedId(undefined);
              setRefused(undefined);
            }}
            onApprove={(edit) => {
              setEditedId(undefined);
              setRefused(undefined);
              review.approveEdited(example, edit, () => {
                setRefused({ id: example.id, ...edit });
                setEditedId(example.id);
              });
            }}
          />
        ) : (
          <>
            {isPiiShown ? <PiiPanel key={example.id} exampleId={example.id} /> : <ExampleView example={example} />}
            <ConflictList conflicts={example.conflicts} />
            <div className={classes.actions}>
              <ReviewButton command="training.approve" variant="filled" onClick={approve}>
                {example.conflicts.length > 0 ? 'Approve…' : 'Approve'}
              </ReviewButton>
              <ReviewButton command="training.edit" variant="default" onClick={edit}>
                Edit
              </ReviewButton>
              <ReviewButton command="training.reject" variant="default" onClick={reject}>
                Reject
              </ReviewButton>
              <ReviewButton command="training.personal-data" variant="subtle" onClick={togglePii}>
                {isPiiShown ? 'Hide personal data' : 'Personal data'}
              </ReviewButton>
            </div>
            <AlikeList
              example={example}
              arrange={arrange}
              onApproveInstead={(other) =>
                other.conflicts.length > 0 ? setAsked(other) : review.approveInstead(example, other)
              }
            />
            <AcceptConflicts
              conflicts={asked?.conflicts}
              onCancel={() => setAsked(undefined)}
              onAccept={() => {
                setAsked(undefined);
                if (asked === undefined || asked.id === example.id) review.approve(example, true);
                else review.approveInstead(example, asked, true);
              }}
            />
          </>
        )}
      </section>
      {example !== undefined && <ExampleContext example={example} />}
    </div>
  );
}
