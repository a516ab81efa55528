import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Replay } from '#contract/replays.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showFailure } from '../../ui/toast.tsx';
import { useModelJudge } from './use-model-judge.ts';

const WHILE_RUNNING_MS = 1_000;

export type Trial = ReturnType<typeof useTrial>;

/**
 * A change that is tried on what customers asked before it is saved. `text` is the change as it stands now: a replay of
 * another text is one of something else.
 */
export function useTrial(
  text: string,
  begin: (start: { clientKey: string; withModelJudge: boolean }) => Promise<Replay>,
) {
  const api = useApi();
  const judge = useModelJudge();
  const [tried, setTried] = useState<{ id: string; text: string }>();
  const start = useMutation({
    mutationFn: () => begin({ clientKey: crypto.randomUUID(), withModelJudge: judge.isChosen }),
    onSuccess: ({ id }) => setTried({ id, text }),
    onError: (error) => showFailure('Not tried', failureOf(error)),
  });
  const replay = useQuery({
    ...api.replays.get.queryOptions({ input: { id: tried?.id ?? '' }, enabled: tried !== undefined }),
    refetchInterval: ({ state }) => (isRunning(state.data) ? WHILE_RUNNING_MS : false),
  }).data;
  const isOfThis = tried?.text === text;
  return {
    /** The replay of the change as it stands; undefined where it was not tried, or changed since. */
    replay: isOfThis ? replay : undefined,
    isRunning: isOfThis && isRunning(replay),
    isStarting: start.isPending,
    wasTried: tried !== undefined,
    isOutdated: tried !== undefined && !isOfThis,
    judge,
    start: () => start.mutate(),
  };
}

/** Whether more answers become worse than better. */
export function isWorse({ state, counts }: Replay): boolean {
  return state === 'done' && counts.worse > counts.better;
}

function isRunning(replay: Replay | undefined): boolean {
  return replay?.state === 'queued' || replay?.state === 'running';
}
