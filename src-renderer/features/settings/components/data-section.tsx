import { Button } from '@mantine/core';
import type { SystemStatus } from '#contract/system.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { useDeskStatus } from '../../../lib/desk-queries.ts';
import { count } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { useBackUp, useSamples } from '../mutations.ts';
import classes from '../settings.module.css';
import { Section } from './section.tsx';

export function DataSection({ canEdit }: { canEdit: boolean }) {
  const status = useDeskStatus();
  return (
    <Section title="Models and data" description="What this desk runs on, its backups, and the sample conversations.">
      {status.isPending && <SkeletonRows rows={3} height={28} />}
      {status.isError && status.data === undefined && (
        <ErrorState failure={failureOf(status.error)} onRetry={() => void status.refetch()} />
      )}
      {status.data !== undefined && <StatusFacts status={status.data} />}
      {status.data !== undefined && canEdit && <DataActions status={status.data} />}
    </Section>
  );
}

function StatusFacts({ status }: { status: SystemStatus }) {
  const { database, models } = status;
  return (
    <dl className={classes.facts}>
      <dt>Language model</dt>
      <dd>
        {models.mode === 'offline'
          ? `Offline: ${models.language}. Answers are taken from your articles.`
          : models.language}
      </dd>
      <dt>Database</dt>
      <dd>{database.engine === 'embedded' ? 'On this machine, started by Teppan' : 'A Postgres server'}</dd>
      <dt>Last backup</dt>
      <dd>{database.lastBackupAt === null ? 'none yet' : <RelativeTime at={database.lastBackupAt} suffix=" ago" />}</dd>
      <dt>Articles</dt>
      <dd>{count(status.articleCount)}</dd>
      <dt>Sample conversations</dt>
      <dd>{count(status.sampleConversationCount)}</dd>
      <dt>Teppan</dt>
      <dd>{status.version}</dd>
    </dl>
  );
}

function DataActions({ status }: { status: SystemStatus }) {
  const backUp = useBackUp();
  const samples = useSamples();
  return (
    <div className={classes.row}>
      {status.database.engine === 'embedded' && (
        <Button variant="default" loading={backUp.isPending} onClick={() => backUp.mutate({})}>
          Back up now
        </Button>
      )}
      <Button variant="default" loading={samples.load.isPending} onClick={() => samples.load.mutate({})}>
        Load sample conversations
      </Button>
      {status.sampleConversationCount > 0 && (
        <Button variant="default" loading={samples.remove.isPending} onClick={() => samples.remove.mutate({})}>
          Remove sample conversations
        </Button>
      )}
    </div>
  );
}
