import { Alert, Button, Select, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { PiiType } from '#contract/pii.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { useCommands } from '../../../lib/commands/use-commands.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { ReviewButton } from '../components/review-button.tsx';
import { MarkedText } from './marked-text.tsx';
import classes from './pii.module.css';
import { PII_CHOICES, PII_WORDS } from './pii-words.ts';
import { usePii } from './use-pii.ts';
import { useSelectedWords } from './use-selected-words.ts';

/** What is replaced in an example before it is exported, for a reviewer to correct. */
export function PiiPanel({ exampleId }: { exampleId: string }) {
  const { query, mark, unmark, takeBack } = usePii(exampleId);
  const texts = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  useSelectedWords(texts, setWords);
  const [type, setType] = useState<PiiType>('NAME');
  const corrections = query.data?.corrections ?? [];
  const last = corrections.at(-1);
  const undo = () => last && takeBack(last.id);
  useCommands({ 'training.undo-mark': { run: undo, when: last !== undefined } });
  if (query.isPending) return <SkeletonRows rows={2} height={60} />;
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const { question, answer, isWithheld } = query.data;
  return (
    <div className={classes.panel}>
      {isWithheld && (
        <Alert color="orange" variant="light" title="No customer is shown this example">
          Words in it are marked as personal data. Exports replace them; edit them out of the text to have it answer
          customers.
        </Alert>
      )}
      <div ref={texts} className={classes.texts}>
        <MarkedText label="Question" text={question} onUnmark={unmark} />
        <MarkedText label="Answer" text={answer} onUnmark={unmark} />
      </div>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim() === '') return;
          mark(words.trim(), type);
          setWords('');
        }}
      >
        <TextInput
          label="Words that were missed"
          placeholder="Select them above, or write them"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Select
          label="What they are"
          data={PII_CHOICES}
          value={type}
          allowDeselect={false}
          onChange={(value) => setType(PII_CHOICES.find((choice) => choice.value === value)?.value ?? 'NAME')}
        />
        <Button type="submit" variant="default" disabled={words.trim() === ''}>
          Mark
        </Button>
        <ReviewButton command="training.undo-mark" variant="subtle" isDisabled={last === undefined} onClick={undo}>
          Undo
        </ReviewButton>
      </form>
      {corrections.length > 0 && (
        <ul className={classes.corrections} aria-label="Corrections">
          {corrections.map((correction) => (
            <li key={correction.id}>
              <span>
                “{correction.text}”{' '}
                {correction.type === null ? 'is no personal data' : `is: ${PII_WORDS[correction.type]}`}
                <span className={classes.muted}> by {correction.by.name}</span>
              </span>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Take back: ${correction.text}`}
                onClick={() => takeBack(correction.id)}
              >
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className={classes.muted}>
        Corrections hold in every export, throughout this conversation, and are what the scrubber is tested with.
      </p>
    </div>
  );
}
