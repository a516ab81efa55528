import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { AutomationRun } from '#contract/automation.ts';
import type { Experiment } from '#contract/experiments.ts';
import type { ModelVersion } from '#contract/model-versions.ts';
import type { Replay } from '#contract/replays.ts';
import { useApi, useSession } from '../../../lib/api/api-context.ts';
import { count, counted, percent } from '../../../lib/format-number.ts';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { figureWords } from '../../models/version-words.ts';
import classes from '../automation.module.css';
import { causeWords, STATE_WORDS } from '../automation-words.ts';
import { useAutomationChanges } from '../queries.ts';

/** What a run proposes to deploy, with what speaks for it, and the owner's answer. */
export function ProposalCard({ run }: { run: AutomationRun }) {
  const isOwner = useSession().can('owner');
  const { accept } = useAutomationChanges();
  const [isDeclining, setDeclining] = useState(false);
  const { text, tone, icon } = STATE_WORDS.proposed;
  if (run.version === null) return null;
  return (
    <section className={`${classes.card} ${classes.proposal}`} aria-label={`Proposal of version ${run.version.number}`}>
      <header className={classes.head}>
        <h2>Version {run.version.number} is proposed to answer your customers</h2>
        <StatusPill tone={tone} icon={icon}>
          {text}
        </StatusPill>
        <span className={classes.muted}>in a run {causeWords(run)}</span>
      </header>
      <Evidence run={run} versionId={run.version.id} />
      {isOwner && !isDeclining && (
        <div className={classes.actions}>
          <Button loading={accept.isPending} onClick={() => accept.mutate({ id: run.id })}>
            Deploy version {run.version.number}
          </Button>
          <Button variant="default" onClick={() => setDeclining(true)}>
            Decline
          </Button>
          <Link to="/training/models" search={{ version: run.version.id }}>
            Everything about this version
          </Link>
        </div>
      )}
      {isOwner && isDeclining && <DeclineForm id={run.id} onBack={() => setDeclining(false)} />}
      {!isOwner && <p className={classes.muted}>The owner of this desk answers it.</p>}
    </section>
  );
}

function DeclineForm({ id, onBack }: { id: string; onBack: () => void }) {
  const { decline } = useAutomationChanges();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decline.mutate({ id, reason });
  };
  return (
    <form className={classes.actions} onSubmit={submit}>
      <TextInput
        className={classes.reason ?? ''}
        label="Why not"
        description="Kept with the run"
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" disabled={reason.trim() === ''} loading={decline.isPending}>
        Decline it
      </Button>
      <Button variant="subtle" onClick={onBack}>
        Back
      </Button>
    </form>
  );
}

function Evidence({ run, versionId }: { run: AutomationRun; versionId: string }) {
  const api = useApi();
  const version = useQuery(api.modelVersions.get.queryOptions({ input: { id: versionId } })).data;
  const replay = useQuery(
    api.replays.get.queryOptions({ input: { id: run.replayId ?? '' }, enabled: run.replayId !== null }),
  ).data;
  const experiments = useQuery(api.experiments.list.queryOptions({ enabled: run.experimentId !== null })).data?.items;
  const experiment = experiments?.find(({ id }) => id === run.experimentId);
  return (
    <ul className={classes.evidence} aria-label="What speaks for it">
      {version !== undefined && <li>{trainedWords(version)}</li>}
      {version?.report.figures.map((figure) => {
        const { label, before, after } = figureWords(figure);
        return (
          <li key={figure.name}>
            {label}: {before} before, {after} after, on {count(figure.count)} that were held back.
          </li>
        );
      })}
      {replay !== undefined && <li>{replayWords(replay)}</li>}
      <li>{experiment === undefined ? noExperimentWords(run) : experimentWords(experiment)}</li>
    </ul>
  );
}

function trainedWords({ report, dataset, trainer }: ModelVersion): string {
  const where = trainer === 'local' ? 'on this machine' : 'at OpenAI';
  return `Trained ${where} on ${counted(report.trainedOn, 'example')} of ${dataset.name} v${dataset.version}.`;
}

function replayWords({ counts: { total, better, same, worse } }: Replay): string {
  return `Replayed on ${counted(total, 'question')}: ${count(better)} better, ${count(same)} the same, ${count(worse)} worse.`;
}

function noExperimentWords({ experimentId }: AutomationRun): string {
  return experimentId === null
    ? 'Not tried on customers, as nothing that was trained answers them yet.'
    : 'Tried on customers.';
}

function experimentWords({ why, measures, share }: Experiment): string {
  const resolved = measures.find(({ name }) => name === 'resolved');
  const shareOf = (side: { count: number; hits: number }) => percent(side.count === 0 ? null : side.hits / side.count);
  const told =
    resolved === undefined
      ? ''
      : ` Resolved without a person: ${shareOf(resolved.current)} before, ${shareOf(resolved.candidate)} with it.`;
  return `Tried on ${percent(share)} of the new conversations. ${why ?? ''}${told}`;
}
