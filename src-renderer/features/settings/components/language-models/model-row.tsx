import { ActionIcon, Alert, Badge, Button, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ModelState } from '#contract/models.ts';
import { count, dollars } from '../../../../lib/format-number.ts';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import classes from './language-models.module.css';
import { PriceForm } from './price-form.tsx';
import { useModelChanges } from './use-model-changes.ts';

interface ModelRowProps {
  state: ModelState;
  place: number;
  canEdit: boolean;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove: () => void;
}

const STATES: Record<ModelState['state'], { label: string; color: string }> = {
  ok: { label: 'Ready', color: 'teal' },
  open: { label: 'Left alone for a while', color: 'yellow' },
  gone: { label: 'Not there', color: 'red' },
  over_budget: { label: 'Over the budget', color: 'yellow' },
};

/** One model: its place, how it is, what it cost today. */
export function ModelRow({ state, place, canEdit, onUp, onDown, onRemove }: ModelRowProps) {
  const { test } = useModelChanges();
  const { model, callsToday, spentTodayMicroUsd, price, refusedParameters } = state;
  const shown = STATES[state.state];
  return (
    <li className={classes.model}>
      <div className={classes.head}>
        <Text size="sm" fw={600} className={classes.name}>
          {place}. {model}
        </Text>
        <Badge color={shown.color} variant="light">
          {shown.label}
        </Badge>
        <Text size="xs" c="dimmed" className={classes.cost}>
          {count(callsToday)} {callsToday === 1 ? 'call' : 'calls'} today
          {price !== null && `, ${dollars(spentTodayMicroUsd)}`}
        </Text>
        {canEdit && (
          <div className={classes.tools}>
            <Button
              size="compact-xs"
              variant="default"
              loading={test.isPending}
              onClick={() => test.mutate({ model })}
              aria-label={`Test ${model}`}
            >
              Test
            </Button>
            <MoveButton label={`Ask ${model} earlier`} onClick={onUp} icon={<IconArrowUp size={15} />} />
            <MoveButton label={`Ask ${model} later`} onClick={onDown} icon={<IconArrowDown size={15} />} />
            <MoveButton label={`Remove ${model} from the chain`} onClick={onRemove} icon={<IconTrash size={15} />} />
          </div>
        )}
      </div>
      <Warnings state={state} />
      {test.data?.works && (
        <Text size="xs" role="status">
          It answered in {count(test.data.ms ?? 0)} ms.
        </Text>
      )}
      <PriceForm model={model} price={price} isOwn={state.isOwnPrice} canEdit={canEdit} />
      {refusedParameters.length > 0 && (
        <Text size="xs" c="dimmed">
          Sent without what it does not take: {refusedParameters.join(', ')}
        </Text>
      )}
    </li>
  );
}

function Warnings({ state: { lastError, lastErrorAt, shutdownDate, openUntil, state } }: { state: ModelState }) {
  return (
    <>
      {lastError !== null && (
        <Alert color={state === 'ok' ? 'gray' : 'yellow'} p="xs">
          {lastError}{' '}
          {lastErrorAt !== null && (
            <Text span size="xs" c="dimmed">
              (<RelativeTime at={lastErrorAt} suffix=" ago" />)
            </Text>
          )}
          {state === 'open' && openUntil !== null && (
            <Text size="xs">It is looked at again by itself; until then the next one answers.</Text>
          )}
        </Alert>
      )}
      {shutdownDate !== null && (
        <Alert color="yellow" p="xs">
          Its service shuts this model down on {shutdownDate}. Add another one in time.
        </Alert>
      )}
    </>
  );
}

function MoveButton(props: { label: string; onClick: (() => void) | undefined; icon: React.ReactNode }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={props.label}
      title={props.label}
      disabled={props.onClick === undefined}
      onClick={props.onClick}
    >
      {props.icon}
    </ActionIcon>
  );
}
