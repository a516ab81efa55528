import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Experiment, ExperimentMeasure } from '#contract/experiments.ts';
import { useApi, useSession } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { percent } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { showDone, showFailure } from '../../../ui/toast.tsx';
import classes from '../models.module.css';

const MEASURES: Record<ExperimentMeasure['name'], string> = {
  resolved: 'Resolved without a person',
  bad_feedback: 'Customers who were not happy',
  complaints: 'Complaints',
};
const EFFECT = 0.1;
const SHARE = 0.5;

/** Versions on trial, newest first, with the intervals so far. Nothing where there never was one. */
export function ExperimentList() {
  const api = useApi();
  const items = useQuery(api.experiments.list.queryOptions()).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label="Experiments">
      <h2 className={classes.title}>Experiments</h2>
      {items.map((item) => (
        <ExperimentCard key={item.id} experiment={item} />
      ))}
    </section>
  );
}

function ExperimentCard({ experiment }: { experiment: Experiment }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useSession().can('owner');
  const stop = useMutation(
    api.experiments.stop.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.experiments.key() }),
      onError: (error) => showFailure('Not stopped', failureOf(error)),
    }),
  );
  const { id, version, share, planned, state, why, measures } = experiment;
  const judged = measures[0] === undefined ? 0 : measures[0].current.count + measures[0].candidate.count;
  return (
    <article className={classes.card} aria-label={`Experiment with version ${version.number}`}>
      <header className={classes.head}>
        <h3>
          Version {version.number} on {percent(share)} of the new conversations
        </h3>
        <StatusPill tone={state === 'running' ? 'warn' : 'neutral'}>
          {state === 'running' ? 'Running' : 'Ended'}
        </StatusPill>
        <span className={classes.muted}>
          begun <RelativeTime at={experiment.createdAt} suffix=" ago" />
        </span>
        {isOwner && state === 'running' && (
          <div className={classes.actions}>
            <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({ id })}>
              End the experiment
            </Button>
          </div>
        )}
      </header>
      <p className={classes.note}>
        {why ?? `${judged} of ${planned} conversations have been judged. It ends by itself when it can tell.`}
      </p>
      <table className={classes.figures} aria-label="What it has told">
        <thead>
          <tr>
            <th scope="col">Share of conversations</th>
            <th scope="col">What answers now</th>
            <th scope="col">Version {version.number}</th>
            <th scope="col">Difference, in points</th>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ name, current, candidate, difference, lower, upper }) => (
            <tr key={name}>
              <th scope="row">{MEASURES[name]}</th>
              <td>{shareOf(current)}</td>
              <td>{shareOf(candidate)}</td>
              <td>
                {difference === null ? 'nothing yet' : `${points(difference)} (${points(lower)} to ${points(upper)})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

/** Begins an experiment with an evaluated version; tells beforehand how many conversations it takes. */
export function StartExperiment({ versionId }: { versionId: string }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const input = { share: SHARE, effect: EFFECT };
  const plan = useQuery(api.experiments.plan.queryOptions({ input })).data;
  const start = useMutation(
    api.experiments.start.mutationOptions({
      onSuccess() {
        showDone('From now on half of the new conversations get this version.');
        void queryClient.invalidateQueries({ queryKey: api.experiments.key() });
        return queryClient.invalidateQueries({ queryKey: api.modelVersions.key() });
      },
      onError: (error) => showFailure('Not begun', failureOf(error)),
    }),
  );
  if (plan === undefined) return null;
  return (
    <div className={classes.handOver}>
      <span className={classes.muted}>
        An experiment takes about {plan.conversations} conversations to find a difference of {points(EFFECT)} points;
        you have {Math.round(plan.conversationsADay)} a day.
      </span>
      <Button
        variant="default"
        loading={start.isPending}
        onClick={() => start.mutate({ ...input, versionId, clientKey: crypto.randomUUID() })}
      >
        Try it on half of the new conversations
      </Button>
    </div>
  );
}

const shareOf = ({ count, hits }: ExperimentMeasure['current']) =>
  count === 0 ? '–' : `${percent(hits / count)} of ${count}`;
const points = (share: number) => Math.round(share * 100);
