import { Button, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { TrainingExample } from '#contract/learning.ts';
import { DiffView } from '../../../ui/diff-view.tsx';
import type { ExampleEdit } from '../use-review.ts';
import { ConflictList } from './conflict-list.tsx';
import classes from './example.module.css';

interface ExampleEditorProps {
  example: TrainingExample;
  /** Words that were not approved as they are. */
  refused: { question: string; answer: string } | undefined;
  onCancel: () => void;
  onApprove: (edit: ExampleEdit) => void;
}

/** Better words for the question or the answer, with what changes shown while writing. */
export function ExampleEditor({ example, refused, onCancel, onApprove }: ExampleEditorProps) {
  const [question, setQuestion] = useState(refused?.question ?? example.question);
  const [answer, setAnswer] = useState(refused?.answer ?? example.answer);
  const isComplete = question.trim() !== '' && answer.trim() !== '';
  const isChanged = question !== example.question || answer !== example.answer;
  // Only the words that were seen to say otherwise are approved all the same.
  const isAsRefused = question === refused?.question && answer === refused.answer;
  const acceptsConflicts = isAsRefused && example.conflicts.length > 0;
  const approve = () => {
    if (isComplete) onApprove({ question, answer, acceptsConflicts });
  };
  return (
    <Stack
      gap="sm"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) approve();
        if (event.key === 'Escape') onCancel();
      }}
    >
      <Textarea
        label="Question"
        autosize
        minRows={2}
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      <Textarea
        label="Answer"
        autosize
        minRows={5}
        maxRows={16}
        autoFocus
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      {isChanged && (
        <section className={classes.diff} aria-label="What changes">
          {question !== example.question && <DiffView before={example.question} after={question} />}
          {answer !== example.answer && <DiffView before={example.answer} after={answer} />}
        </section>
      )}
      {refused !== undefined && <ConflictList conflicts={example.conflicts} />}
      <div className={classes.foot}>
        <Button onClick={approve} disabled={!isComplete}>
          {acceptsConflicts ? 'Approve all the same' : isChanged ? 'Approve edited' : 'Approve unchanged'}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <span className={classes.hint}>Ctrl+Enter approves, Esc cancels.</span>
      </div>
    </Stack>
  );
}
