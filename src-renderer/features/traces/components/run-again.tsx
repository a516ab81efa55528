import { Button, NumberInput, Select } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { TraceDetail } from '#contract/trace-routes.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { useRerunChoices, useRunAgain } from '../queries.ts';
import { AS_THEN, knowledgeOptions, toRerunInput } from '../rerun-choice.ts';
import formClasses from '../run-again.module.css';
import classes from '../traces.module.css';
import { RunCompared } from './run-compared.tsx';

/** The same question answered in another way, beside what was sent. Nothing of it reaches the customer. */
export function RunAgain({ trace }: { trace: TraceDetail }) {
  const [choice, setChoice] = useState(AS_THEN);
  const choices = useRerunChoices();
  const run = useRunAgain();
  const change = (part: Partial<typeof choice>) => setChoice((before) => ({ ...before, ...part }));
  const { models = [], offlineModel, temperature } = choices.data ?? {};
  return (
    <section aria-label="Run again">
      <h2>Run it again with …</h2>
      <p className={classes.note}>
        Nothing is sent, stored or booked. A model behind an API costs as much as an answer, and counts in the budgets.
      </p>
      <form
        className={formClasses.form}
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate(toRerunInput(trace.id, choice));
        }}
      >
        <Select
          label="Knowledge"
          w={230}
          allowDeselect={false}
          data={knowledgeOptions(trace)}
          value={choice.knowledge}
          onChange={(knowledge) => change({ knowledge: knowledge ?? 'then' })}
        />
        <Select
          label="Model"
          w={230}
          clearable
          placeholder="the one that answered"
          data={models.map((model) => ({ value: model, label: model === offlineModel ? 'Offline answerer' : model }))}
          value={choice.model}
          onChange={(model) => change({ model })}
        />
        <NumberInput
          label="Temperature"
          w={120}
          min={0}
          max={2}
          step={0.1}
          decimalScale={2}
          placeholder={temperature === undefined ? '' : String(temperature)}
          value={choice.temperature}
          onChange={(next) => change({ temperature: next })}
        />
        <NumberInput
          label="Sure enough from"
          w={140}
          min={0}
          max={100}
          suffix=" %"
          placeholder={trace.threshold === null ? 'as set now' : `${Math.round(trace.threshold * 100)} %`}
          value={choice.threshold}
          onChange={(next) => change({ threshold: next })}
        />
        <Button type="submit" loading={run.isPending} leftSection={<IconPlayerPlay size={15} aria-hidden />}>
          Run again
        </Button>
      </form>
      <div aria-live="polite" aria-busy={run.isPending}>
        {run.isPending && <SkeletonRows rows={2} height={120} />}
        {run.isError && (
          <ErrorState
            failure={failureOf(run.error)}
            onRetry={() => run.variables !== undefined && run.mutate(run.variables)}
          />
        )}
        {run.data !== undefined && <RunCompared trace={trace} rerun={run.data} />}
      </div>
    </section>
  );
}
