import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { percent } from '../../../lib/format-number.ts';
import { showFailure } from '../../../ui/toast.tsx';
import { agentWords } from '../intent-words.ts';
import classes from '../intents.module.css';

/** Where a sentence would go right now, and why. Nothing of it is kept. */
export function TryBox() {
  const [text, setText] = useState('');
  const attempt = useMutation(
    useApi().intents.try.mutationOptions({
      onError: (error) => showFailure('The sentence could not be tried', failureOf(error)),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') attempt.mutate({ text });
  };
  const routed = attempt.data;
  return (
    <section aria-label="Try a sentence">
      <h2 className={classes.title}>Try a sentence</h2>
      <form onSubmit={submit}>
        <TextInput
          label="What a customer might write"
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" mt="xs" variant="default" disabled={text.trim() === ''} loading={attempt.isPending}>
          Where would it go?
        </Button>
      </form>
      <div role="status">
        {routed !== undefined && (
          <>
            <p>
              <strong>{routed.isOutOfScope ? 'Out of scope' : routed.intent}</strong> ({percent(routed.confidence)}) ·{' '}
              {agentWords(routed.agent)}
            </p>
            <p className={classes.muted}>{routed.reasons.join('; ')}</p>
            {routed.alternatives.length > 0 && (
              <p className={classes.muted}>
                Else: {routed.alternatives.map((other) => `${other.intent} (${percent(other.probability)})`).join(', ')}
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}
