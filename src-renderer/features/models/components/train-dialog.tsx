import { Button, Group, Modal, NumberInput, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TrainerName, TrainingPlan } from '#contract/training-jobs.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { aboutDollars, count, counted } from '../../../lib/format-number.ts';
import { showDone } from '../../../ui/toast.tsx';
import { useDatasets } from '../../training/queries.ts';
import { TRAINER_WORDS } from '../version-words.ts';

const TRAINERS = Object.keys(TRAINER_WORDS) as TrainerName[];

/** Chooses what to train on and who trains, and tells beforehand what it takes. */
export function TrainDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Train a version" size="lg">
      {isOpen && <TrainForm onClose={onClose} />}
    </Modal>
  );
}

function TrainForm({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const datasets = useDatasets().data?.items;
  const [chosen, setChosen] = useState<string>();
  const [trainer, setTrainer] = useState<TrainerName>('local');
  const [baseModel, setBaseModel] = useState('gpt-4o-mini-2024-07-18');
  const [epochs, setEpochs] = useState(3);
  // One key for each opened dialog: a second click begins nothing more.
  const [clientKey] = useState(() => crypto.randomUUID());
  const datasetId = chosen ?? datasets?.[0]?.id;
  const settings = { baseModel, epochs, seed: 1 };
  const isSet = datasetId !== undefined && baseModel.trim() !== '';
  const plan = useQuery(
    api.trainingJobs.plan.queryOptions({
      input: { datasetId: datasetId ?? '', trainer, settings },
      enabled: isSet,
      placeholderData: keepPreviousData,
    }),
  );
  const start = useMutation(
    api.trainingJobs.start.mutationOptions({
      onSuccess() {
        showDone('Training has begun.');
        onClose();
        return queryClient.invalidateQueries({ queryKey: api.trainingJobs.key() });
      },
    }),
  );
  if (datasets?.length === 0)
    return <Text>There is no dataset to train on yet. Build one under Examples, Datasets, then come back.</Text>;
  const failure = start.isError ? failureOf(start.error) : plan.isError ? failureOf(plan.error) : undefined;
  return (
    <Stack gap="md">
      <Select
        label="Dataset"
        allowDeselect={false}
        data={(datasets ?? []).map(({ id, name, version, exampleCount }) => ({
          value: id,
          label: `${name} v${version}, ${counted(exampleCount, 'example')}`,
        }))}
        value={datasetId ?? null}
        onChange={(value) => setChosen(value ?? undefined)}
      />
      <Radio.Group label="Who trains" value={trainer} onChange={(value) => setTrainer(value as TrainerName)}>
        <Stack gap={8} mt={6}>
          {TRAINERS.map((name) => (
            <Radio key={name} value={name} label={TRAINER_WORDS[name].label} description={TRAINER_WORDS[name].what} />
          ))}
        </Stack>
      </Radio.Group>
      {trainer !== 'local' && (
        <Group grow align="flex-start">
          <TextInput
            label="Base model"
            value={baseModel}
            onChange={(event) => setBaseModel(event.currentTarget.value)}
          />
          <NumberInput
            label="Epochs"
            min={1}
            max={50}
            value={epochs}
            onChange={(value) => setEpochs(typeof value === 'number' ? value : 3)}
          />
        </Group>
      )}
      {plan.data !== undefined && <PlanText plan={plan.data} trainer={trainer} />}
      {failure !== undefined && (
        <Text c="var(--desk-bad)" role="alert">
          {failure.message}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={!isSet || plan.data === undefined || plan.data.refusal !== null}
          loading={start.isPending}
          onClick={() => start.mutate({ datasetId: datasetId ?? '', trainer, settings, clientKey })}
        >
          {trainer === 'file' ? 'Make the package' : 'Train'}
        </Button>
      </Group>
    </Stack>
  );
}

function PlanText({ plan, trainer }: { plan: TrainingPlan; trainer: TrainerName }) {
  if (plan.refusal !== null)
    return (
      <Text c="var(--desk-bad)" role="alert">
        {plan.refusal}
      </Text>
    );
  const parts = [
    `Trains on ${counted(plan.trainCount, 'example')} and measures on ${count(plan.validationCount)} that are held back.`,
    plan.tokens === null ? '' : `About ${count(plan.tokens)} tokens.`,
    trainer === 'local'
      ? 'Costs nothing.'
      : plan.costMicroUsd === null
        ? 'What it costs is not known here.'
        : `Costs ${aboutDollars(plan.costMicroUsd)}.`,
    plan.lastDay === null ? '' : `The base model, and what is trained from it, goes away on ${plan.lastDay}.`,
  ];
  return <Text role="status">{parts.filter((part) => part !== '').join(' ')}</Text>;
}
