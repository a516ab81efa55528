import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Dataset, DatasetFormat } from '#contract/learning.ts';
import { useSession } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { aboutDollars, count, counted } from '../../../lib/format-number.ts';
import { saveTextFile } from '../../../lib/save-text-file.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { showFailure } from '../../../ui/toast.tsx';
import classes from './datasets-tab.module.css';

/** One export: how much is in it, its fingerprint, and the manifest that tells what was left out or scrubbed. */
export function DatasetCard({ dataset }: { dataset: Dataset }) {
  const { client } = useSession();
  const download = useMutation({
    mutationFn: (format: DatasetFormat) => client.learning.datasetFile({ id: dataset.id, format }),
    onSuccess: ({ fileName, content }, format) =>
      saveTextFile(fileName, content, format === 'csv' ? 'text/csv' : 'application/jsonl'),
    onError: (error) => showFailure('The file could not be downloaded', failureOf(error)),
  });
  return (
    <article className={classes.card} aria-label={dataset.fileName}>
      <header className={classes.head}>
        <h2>{dataset.fileName}</h2>
        <span className={classes.made}>
          <RelativeTime at={dataset.createdAt} suffix=" ago" />
          {dataset.createdBy !== null && ` by ${dataset.createdBy.name}`}
        </span>
        {dataset.withdrawnAt !== null && <StatusPill tone="warn">Withdrawn: a customer in it was deleted</StatusPill>}
        <Group gap={6} ml="auto" wrap="nowrap">
          <Button
            disabled={dataset.withdrawnAt !== null}
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            loading={download.isPending}
            aria-label={`Download ${dataset.fileName}`}
            onClick={() => download.mutate('jsonl')}
          >
            Download
          </Button>
          <Button
            disabled={dataset.withdrawnAt !== null}
            variant="subtle"
            aria-label={`Download ${dataset.fileName} as CSV`}
            onClick={() => download.mutate('csv')}
          >
            As CSV
          </Button>
          {dataset.preferenceCount > 0 && (
            <Button
              disabled={dataset.withdrawnAt !== null}
              variant="subtle"
              aria-label={`Download the preferences of ${dataset.fileName}`}
              onClick={() => download.mutate('preferences')}
            >
              Preferences
            </Button>
          )}
        </Group>
      </header>
      <div className={classes.facts}>
        <span>{counted(dataset.exampleCount, 'example')}</span>
        <span>{count(dataset.trainCount)} for training</span>
        <span>{count(dataset.validationCount)} held back for validation</span>
        {dataset.preferenceCount > 0 && <span>{counted(dataset.preferenceCount, 'pair')} of sent and drafted</span>}
        {dataset.tokens !== null && <span>{count(dataset.tokens)} tokens to train on</span>}
        {dataset.costMicroUsd !== null && <span>{aboutDollars(dataset.costMicroUsd)} at OpenAI</span>}
      </div>
      <div className={classes.hash}>SHA-256 {dataset.sha256}</div>
      <details className={classes.manifest}>
        <summary>Manifest</summary>
        <pre>{JSON.stringify(dataset.manifest, null, 2)}</pre>
      </details>
    </article>
  );
}
