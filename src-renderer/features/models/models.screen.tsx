import { Button } from '@mantine/core';
import { IconBrain } from '@tabler/icons-react';
import { useState } from 'react';
import type { Deployment } from '#contract/model-versions.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Screen } from '../../ui/screen.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx';
import { ProposalCard } from '../automation/components/proposal-card.tsx';
import { useAutomation } from '../automation/queries.ts';
import { TrainingTabs } from '../training/components/training-tabs.tsx';
import { ExperimentList } from './components/experiment-list.tsx';
import { JobList } from './components/job-list.tsx';
import { TrainDialog } from './components/train-dialog.tsx';
import { VersionCard } from './components/version-card.tsx';
import classes from './models.module.css';
import { useVersionChanges, useVersions } from './queries.ts';

/** What came of training: the versions, which of them answers customers, and the way back. */
export function ModelsScreen() {
  const versions = useVersions();
  const run = useAutomation().data?.current;
  const [isTraining, setTraining] = useState(false);
  const { items, deployments } = versions.data ?? {};
  return (
    <Screen
      title="Training"
      description="A version changes nothing until the owner deploys it, and one click takes it back."
      tabs={<TrainingTabs />}
      actions={<Button onClick={() => setTraining(true)}>Train a version</Button>}
    >
      <TrainDialog isOpen={isTraining} onClose={() => setTraining(false)} />
      <div className={classes.page}>
        {versions.isPending && <SkeletonRows rows={4} height={90} />}
        {versions.isError && versions.data === undefined && (
          <ErrorState failure={failureOf(versions.error)} onRetry={() => void versions.refetch()} />
        )}
        {run?.state === 'proposed' && <ProposalCard run={run} />}
        {deployments !== undefined && <InForce last={deployments[0]} />}
        <JobList which="going on" />
        <ExperimentList />
        {items?.length === 0 && (
          <EmptyState icon={IconBrain} title="No version yet">
            Approve examples and build a dataset, then train the first version on this machine.
          </EmptyState>
        )}
        {items !== undefined && items.length > 0 && (
          <section aria-label="Versions">
            <h2 className={classes.title}>Versions</h2>
            {items.map((version) => (
              <VersionCard key={version.id} version={version} />
            ))}
          </section>
        )}
        <JobList which="ended" />
      </div>
    </Screen>
  );
}

/** What answers customers now, since when, and the way back. */
function InForce({ last }: { last: Deployment | undefined }) {
  const isOwner = useSession().can('owner');
  const { back } = useVersionChanges();
  const version = last?.version ?? null;
  return (
    <section className={classes.inForce} aria-label="In force">
      <p>
        {version === null ? (
          'The desk answers as it is shipped'
        ) : (
          <b>Version {version.number} answers your customers</b>
        )}
        {last !== undefined && (
          <>
            {' since '}
            <RelativeTime at={last.at} suffix=" ago" />
            {last.by !== null && `, by ${last.by.name}`}
          </>
        )}
        .
      </p>
      {isOwner && last !== undefined && last.cause !== 'back' && (
        <Button variant="default" loading={back.isPending} onClick={() => back.mutate({ deploymentId: last.id })}>
          Back to {last.previous === null ? 'the desk as shipped' : `version ${last.previous.number}`}
        </Button>
      )}
    </section>
  );
}
