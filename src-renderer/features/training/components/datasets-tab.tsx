import { Button, Group } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi, useSession } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { saveTextFile } from '../../../lib/save-text-file.ts';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { showDone, showFailure } from '../../../ui/toast.tsx';
import { useDatasets } from '../queries.ts';
import { DatasetCard } from './dataset-card.tsx';
import classes from './datasets-tab.module.css';

/** Exported datasets, newest first, with what went into each. */
export function DatasetsTab() {
  const api = useApi();
  const { client } = useSession();
  const queryClient = useQueryClient();
  const datasets = useDatasets();
  const build = useMutation(
    api.learning.buildDataset.mutationOptions({
      onSuccess: (dataset) => {
        showDone(`${dataset.fileName} is ready.`);
        return queryClient.invalidateQueries({ queryKey: api.learning.datasets.key() });
      },
      onError: (error) => showFailure('No dataset was built', failureOf(error)),
    }),
  );
  const preferences = useMutation({
    mutationFn: () => client.learning.preferenceFile(),
    onSuccess({ fileName, content, pairs }) {
      if (pairs === 0) showDone('Nobody has changed a draft yet, so there is nothing to prefer.');
      else saveTextFile(fileName, content, 'application/jsonl');
    },
    onError: (error) => showFailure('The file could not be downloaded', failureOf(error)),
  });
  return (
    <div className={classes.tab}>
      <div className={classes.intro}>
        <p>
          A dataset holds every approved example of good quality, without names, numbers and addresses, in the form that
          fine-tuning takes.
        </p>
        <Group gap={6} ml="auto" wrap="nowrap">
          <Button variant="default" loading={preferences.isPending} onClick={() => preferences.mutate()}>
            Download preferences
          </Button>
          <Button loading={build.isPending} onClick={() => build.mutate({})}>
            Build dataset
          </Button>
        </Group>
      </div>
      {datasets.isPending && <SkeletonRows rows={3} height={90} />}
      {datasets.isError && <ErrorState failure={failureOf(datasets.error)} onRetry={() => void datasets.refetch()} />}
      {datasets.data?.items.length === 0 && (
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
