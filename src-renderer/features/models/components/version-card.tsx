import { Button, Group } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ModelVersion } from '#contract/model-versions.ts';
import { counted } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import classes from '../models.module.css';
import { useVersionChanges } from '../queries.ts';
import { figureWords, STATE_WORDS, TRAINER_WORDS } from '../version-words.ts';
import { VersionGate } from './version-gate.tsx';
import { VersionLineage } from './version-lineage.tsx';

/** One version: where it stands, what it was measured to be, and what can be done with it. */
export function VersionCard({ version }: { version: ModelVersion }) {
  const { version: linked } = useSearch({ from: '/training/models' });
  const [isOpen, setOpen] = useState(linked === version.id);
  const { retire, restore } = useVersionChanges();
  const { id, number, state, trainer, chatModel, report, dataset } = version;
  const name = `Version ${number}`;
  return (
    <article className={classes.card} aria-label={name} data-linked={linked === id || undefined}>
      <header className={classes.head}>
        <h3>{name}</h3>
        <StatusPill tone={STATE_WORDS[state].tone} icon={STATE_WORDS[state].icon}>
          {STATE_WORDS[state].text}
        </StatusPill>
        <span className={classes.muted}>
          {TRAINER_WORDS[trainer].label}, <RelativeTime at={version.createdAt} suffix=" ago" />
        </span>
        <Group gap={6} className={classes.actions}>
          {(state === 'candidate' || state === 'evaluated') && (
            <Button variant="subtle" loading={retire.isPending} onClick={() => retire.mutate({ id })}>
              Put away
            </Button>
          )}
          {state === 'retired' && (
            <Button variant="subtle" loading={restore.isPending} onClick={() => restore.mutate({ id })}>
              Take out again
            </Button>
          )}
        </Group>
      </header>
      <p className={classes.facts}>
        <span>
          {counted(report.trainedOn, 'example')} of {dataset.name} v{dataset.version}
        </span>
        {chatModel !== null && <code>{chatModel}</code>}
        <span>{counted(version.answerCount, 'answer')} given</span>
      </p>
      {report.figures.length > 0 && <Figures version={version} />}
      {report.notes.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
      {state !== 'deployed' && state !== 'testing' && <VersionGate version={version} />}
      <Button variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide where it comes from' : 'Where it comes from, and what it answered'}
      </Button>
      {isOpen && <VersionLineage versionId={id} />}
    </article>
  );
}

function Figures({ version: { number, report } }: { version: ModelVersion }) {
  return (
    <table className={classes.figures} aria-label={`What version ${number} was measured to be`}>
      <thead>
        <tr>
          <th scope="col">On {report.figures[0]?.count} examples that it was not trained on</th>
          <th scope="col">As shipped</th>
          <th scope="col">This version</th>
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody>
        {report.figures.map((figure) => {
          const { label, before, after, change } = figureWords(figure);
          return (
            <tr key={figure.name}>
              <th scope="row">{label}</th>
              <td>{before}</td>
              <td>{after}</td>
              <td data-change={change}>{change}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
