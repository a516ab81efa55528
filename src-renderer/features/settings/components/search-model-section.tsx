import { Alert, Button, Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SearchModelStatus } from '#contract/search-model.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { count, dollars } from '../../../lib/format-number.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { useSearchModelChanges } from '../mutations.ts';
import classes from '../settings.module.css';
import { RejectedVectors } from './rejected-vectors.tsx';
import { Section } from './section.tsx';

const WHILE_BUILDING_MS = 1_500;

/** Which model the search goes by; a change of it, what it costs, and the way back. */
export function SearchModelSection({ canEdit }: { canEdit: boolean }) {
  const status = useQuery(
    useApi().searchModel.get.queryOptions({
      refetchInterval: ({ state }) => (state.data?.state === 'building' ? WHILE_BUILDING_MS : false),
    }),
  );
  return (
    <Section
      title="Search model"
      description="It places questions and articles by meaning. Its vectors fit no other model’s, so a change builds new ones beside those in use."
    >
      {status.isPending && <SkeletonRows rows={2} height={28} />}
      {status.isError && status.data === undefined && (
        <ErrorState failure={failureOf(status.error)} onRetry={() => void status.refetch()} />
      )}
      {status.data !== undefined && <Facts status={status.data} />}
      {status.data !== undefined && <Change status={status.data} canEdit={canEdit} />}
      {status.data !== undefined && status.data.rejectedVectors.total > 0 && (
        <RejectedVectors {...status.data.rejectedVectors} />
      )}
    </Section>
  );
}

function Facts({ status }: { status: SearchModelStatus }) {
  const { active, actual, state, finishedAt } = status;
  return (
    <>
      <dl className={classes.facts}>
        <dt>In use</dt>
        <dd>{active === 'unknown' ? 'Not known: the vectors came with an adopted database' : inUseName(active)}</dd>
        {state === 'idle' && finishedAt !== null && (
          <>
            <dt>Changed</dt>
            <dd>
              <RelativeTime at={finishedAt} suffix=" ago" />
              {actual !== null && `, for ${costOf(actual)}`}
            </dd>
          </>
        )}
      </dl>
      {!status.isActiveUsable && (
        <Alert color="yellow" p="xs">
          This model cannot be had with the present settings. Until the change is done, the search goes by words.
        </Alert>
      )}
    </>
  );
}

function Change({ status, canEdit }: { status: SearchModelStatus; canEdit: boolean }) {
  const { start, switchBack } = useSearchModelChanges();
  const { state, target, estimate, reason, done, total, spare } = status;
  return (
    <>
      {state === 'waiting_for_approval' && target !== null && (
        <Alert color="blue" p="xs" title={`A change to ${nameOf(target)} is waiting`}>
          {estimate !== null && `It would cost about ${costOf(estimate)}. `}
          The search stays as it is until the new vectors are complete.
        </Alert>
      )}
      {state === 'building' && target !== null && <Building status={status} target={target} />}
      {state === 'failed' && (
        <Alert color="red" p="xs" title={`The change to ${target ?? 'the new model'} has stopped`}>
          {reason} It is tried again every ten minutes; what is done is kept ({count(done)} of {count(total)}).
        </Alert>
      )}
      {canEdit && (
        <div className={classes.row}>
          {target !== null && (state === 'waiting_for_approval' || state === 'failed') && (
            <Button loading={start.isPending} onClick={() => start.mutate({ target })}>
              {state === 'failed' ? 'Try again now' : `Change to ${nameOf(target)}`}
            </Button>
          )}
          {status.canSwitchBack && spare !== null && state === 'idle' && (
            <Button variant="default" loading={switchBack.isPending} onClick={() => switchBack.mutate({})}>
              Switch back to {nameOf(spare)}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Building({ status, target }: { status: SearchModelStatus; target: string }) {
  const { done, total, reason } = status;
  const percent = total === 0 ? 100 : Math.round((done / total) * 100);
  return (
    <div>
      <Text size="sm" mb={6}>
        Building the vectors of {nameOf(target)}: {count(done)} of {count(total)} texts
      </Text>
      <Progress value={percent} aria-label={`Vectors of ${target} that are built`} />
      <Text size="xs" c="dimmed" mt={6}>
        {reason === null ? 'Searches go on with the model in use until all are there.' : `Tried again soon: ${reason}`}
      </Text>
    </div>
  );
}

function inUseName(model: string): string {
  const name = nameOf(model);
  return name === model ? model : name.replace(/^the/, 'The');
}

function nameOf(model: string): string {
  return model === 'use-lite-512' ? 'the model inside Teppan (use-lite-512)' : model;
}

function costOf({ tokens, costMicroUsd }: { tokens: number; costMicroUsd: number | null }): string {
  if (costMicroUsd === 0) return 'nothing';
  const price = costMicroUsd === null ? 'a price that is not known here' : dollars(costMicroUsd);
  return `${price} (${count(tokens)} tokens)`;
}
