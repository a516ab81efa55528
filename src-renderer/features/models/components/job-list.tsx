import { Button, Progress, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { TrainingJob } from '#contract/training-jobs.ts';
import { useApi, useSession } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { saveFile } from '../../../lib/save-text-file.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { showFailure } from '../../../ui/toast.tsx';
import classes from '../models.module.css';
import { useJobChanges, useTrainingJobs } from '../queries.ts';
import { JOB_WORDS, TRAINER_WORDS } from '../version-words.ts';

const GOING_ON: readonly TrainingJob['state'][] = ['queued', 'running', 'waiting'];

/** The training jobs that go on, with their progress, or those that have ended; newest first. Nothing where there are none. */
export function JobList({ which }: { which: 'going on' | 'ended' }) {
  const query = useTrainingJobs();
  const isWanted = ({ state }: TrainingJob) => GOING_ON.includes(state) === (which === 'going on');
  const jobs = query.data?.pages.flatMap(({ items }) => items).filter(isWanted) ?? [];
  const title = which === 'going on' ? 'In training' : 'Earlier training';
  if (query.isError && query.data === undefined)
    return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (jobs.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      {jobs.map((job) => (
        <JobCard key={job.id} job={job} />
      ))}
      {which === 'ended' && query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

function JobCard({ job }: { job: TrainingJob }) {
  const { cancel } = useJobChanges();
  const [isOpen, setOpen] = useState(false);
  const { id, state, trainer, dataset, progress, problem, version } = job;
  const words = JOB_WORDS[state];
  return (
    <article className={classes.card} aria-label={`Training job of ${dataset.name} v${dataset.version}`}>
      <header className={classes.head}>
        <h3>
          {TRAINER_WORDS[trainer].label}, {dataset.name} v{dataset.version}
        </h3>
        <StatusPill tone={words.tone}>{words.text}</StatusPill>
        <span className={classes.muted}>
          <RelativeTime at={job.createdAt} suffix=" ago" />
          {job.createdBy !== null && ` by ${job.createdBy.name}`}
          {version !== null && `, version ${version.number}`}
        </span>
        <div className={classes.actions}>
          <Button variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            What happened
          </Button>
          {GOING_ON.includes(state) && (
            <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>
              Call off
            </Button>
          )}
        </div>
      </header>
      {state === 'running' && progress !== null && (
        <div className={classes.progress}>
          <span role="status">{progress.step}</span>
          <Progress value={progress.share * 100} aria-label="Progress of the training" />
        </div>
      )}
      {problem !== null && <p className={classes.problem}>{problem}</p>}
      {state === 'waiting' && <HandOver id={id} />}
      {isOpen && <Events id={id} />}
    </article>
  );
}

/** The package to take elsewhere, and the field for the model that comes back. */
function HandOver({ id }: { id: string }) {
  const { client } = useSession();
  const { complete } = useJobChanges();
  const [chatModel, setChatModel] = useState('');
  const download = useMutation({
    mutationFn: () => client.trainingJobs.package({ id }),
    onSuccess: ({ fileName, contentBase64 }) =>
      saveFile(fileName, new Blob([Uint8Array.from(atob(contentBase64), (letter) => letter.charCodeAt(0))])),
    onError: (error) => showFailure('The package could not be downloaded', failureOf(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    complete.mutate({ id, chatModel });
  };
  return (
    <form className={classes.handOver} onSubmit={submit}>
      <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
        Download the package
      </Button>
      <TextInput
        label="Id of the model"
        description="As the service named it when it was ready"
        value={chatModel}
        onChange={(event) => setChatModel(event.currentTarget.value)}
      />
      <Button type="submit" disabled={chatModel.trim() === ''} loading={complete.isPending}>
        Take it over
      </Button>
    </form>
  );
}

function Events({ id }: { id: string }) {
  const query = useQuery(useApi().trainingJobs.get.queryOptions({ input: { id } }));
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const events = query.data?.events ?? [];
  return (
    <ol className={classes.events} aria-label="What happened">
      {events.length === 0 && !query.isPending && <li className={classes.muted}>Nothing has been told yet.</li>}
      {events.map((event) => (
        <li key={event.key}>
          <RelativeTime at={event.at} suffix=" ago" /> {event.message}
          {event.metrics !== null && (
            <span className={classes.muted}>
              {' '}
              {Object.entries(event.metrics)
                .map(([name, value]) => `${name.replaceAll('_', ' ')} ${Number(value.toFixed(4))}`)
                .join(', ')}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
