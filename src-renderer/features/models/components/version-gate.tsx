import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ModelVersion } from '#contract/model-versions.ts';
import { useApi, useSession } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { showFailure } from '../../../ui/toast.tsx';
import classes from '../models.module.css';
import { useVersionChanges } from '../queries.ts';
import { useModelJudge } from '../use-model-judge.ts';
import { StartExperiment } from './experiment-list.tsx';
import { ModelJudgeChoice } from './model-judge-choice.tsx';
import { ReplayChanges } from './replay-changes.tsx';
import { ReplayLine } from './replay-line.tsx';

/** What a version would change, and whether it may be deployed by that. */
export function VersionGate({ version: { id, number, state } }: { version: ModelVersion }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useSession().can('owner');
  const { deploy } = useVersionChanges();
  const [isOpen, setOpen] = useState(false);
  const judge = useModelJudge();
  const gate = useQuery(api.replays.gate.queryOptions({ input: { versionId: id } })).data;
  const start = useMutation(
    api.replays.start.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.replays.key() }),
      onError: (error) => showFailure('Not replayed', failureOf(error)),
    }),
  );
  if (gate === undefined) return null;
  const { replay } = gate;
  const isRunning = replay?.state === 'queued' || replay?.state === 'running';
  return (
    <div className={classes.gate}>
      {replay !== null && <ReplayLine replay={replay} isRunning={isRunning} />}
      {gate.reason !== null && !isRunning && <p className={classes.note}>{gate.reason}</p>}
      {!isRunning && <ModelJudgeChoice judge={judge} />}
      <div className={classes.actions}>
        {replay !== null && replay.counts.changed > 0 && (
          <Button variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide what changes' : `Show what changes (${replay.counts.changed})`}
          </Button>
        )}
        {!isRunning && (
          <Button
            variant="default"
            loading={start.isPending}
            onClick={() =>
              start.mutate({
                ...{ versionId: id, conversations: 50, clientKey: crypto.randomUUID() },
                withModelJudge: judge.isChosen,
              })
            }
          >
            {replay === null ? 'Replay' : 'Replay again'}
          </Button>
        )}
        {isOwner && gate.isOpen && (
          <Button
            loading={deploy.isPending}
            aria-label={`Deploy version ${number}`}
            onClick={() => deploy.mutate({ id })}
          >
            Deploy
          </Button>
        )}
      </div>
      {isOwner && state === 'evaluated' && <StartExperiment versionId={id} />}
      {isOwner && !gate.isOpen && !isRunning && <Override id={id} />}
      {isOpen && replay !== null && <ReplayChanges replayId={replay.id} />}
    </div>
  );
}

/** The owner may deploy against the gate; why is kept with the deployment. */
function Override({ id }: { id: string }) {
  const { deploy } = useVersionChanges();
  const [override, setOverride] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    deploy.mutate({ id, override });
  };
  return (
    <details>
      <summary>Deploy all the same</summary>
      <form className={classes.handOver} onSubmit={submit}>
        <TextInput
          label="Why?"
          description="Kept with the deployment"
          maxLength={500}
          value={override}
          onChange={(event) => setOverride(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={override.trim() === ''} loading={deploy.isPending}>
          Deploy
        </Button>
      </form>
    </details>
  );
}
