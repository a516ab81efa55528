import { Button, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { TrainingExample } from '#contract/learning.ts';
import { DiffView } from '../../../ui/diff-view.tsx';
import classes from './example.module.css';

interface ExampleEditorProps {
  example: TrainingExample;
  onCancel: () => void;
  onApprove: (question: string, answer: string) => void;
}

/** Better words for the question or the answer, with what changes shown while writing. */
export function ExampleEditor({ example, onCancel, onApprove }: ExampleEditorProps) {
  const [question, setQuestion] = useState(example.question);
  const [answer, setAnswer] = useState(example.answer);
  const isComplete = question.trim() !== '' && answer.trim() !== '';
  const isChanged = question !== example.question || answer !== example.answer;
  const approve = () => {
    if (isComplete) onApprove(question, answer);
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
      <div className={classes.foot}>
        <Button onClick={approve} disabled={!isComplete}>
          {isChanged ? 'Approve edited' : 'Approve unchanged'}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <span className={classes.hint}>Ctrl+Enter approves, Esc cancels.</span>
      </div>
    </Stack>
  );
}
