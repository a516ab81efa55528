import { Button } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { failureOf } from '../../../lib/api/failure.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { PiiReport } from '../pii/pii-report.tsx';
import { useDatasetBuilds, useDatasets, useStartBuild } from '../queries.ts';
import { BuildCard } from './build-card.tsx';
import { DatasetCard } from './dataset-card.tsx';
import classes from './datasets-tab.module.css';

/** Exported datasets, newest first, with what went into each; above them what is being built. */
export function DatasetsTab() {
  const datasets = useDatasets();
  const { current, isPending, isError, error, refetch } = useDatasetBuilds();
  const start = useStartBuild();
  const isBuilding = current?.state === 'queued' || current?.state === 'running';
  return (
    <div className={classes.tab}>
      <div className={classes.intro}>
        <p>
          A dataset holds every approved example of good quality, without names, numbers and addresses, in the form that
          fine-tuning takes, and what staff sent in place of drafts.
        </p>
        <Button disabled={isBuilding || isPending} loading={start.isPending} onClick={() => start.build()}>
          Build dataset
        </Button>
      </div>
      <PiiReport />
      {isError && <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />}
      {current !== undefined && current.state !== 'done' && <BuildCard build={current} />}
      {datasets.isPending && <SkeletonRows rows={3} height={90} />}
      {datasets.isError && <ErrorState failure={failureOf(datasets.error)} onRetry={() => void datasets.refetch()} />}
      {datasets.data?.items.length === 0 && !isBuilding && (
        <EmptyState icon={IconDatabaseExport} title="No dataset yet">
          Approve some examples, then build the first one.
        </EmptyState>
      )}
      {datasets.data?.items.map((dataset) => (
        <DatasetCard key={dataset.id} dataset={dataset} />
      ))}
    </div>
  );
}
