import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCopy, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { type Import, ImportPlan } from '#contract/imports.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import { showDone } from '../../../../ui/toast.tsx';
import { failureList, PLAN_LOOKS } from '../import-words.ts';
import classes from '../imports.module.css';
import { useImportChanges } from '../mutations.ts';
import { useImportItems } from '../queries.ts';
import { ImportItemRow } from './import-item.tsx';

const SEARCH_PAUSE_MS = 180;

/** The articles of an import by what is planned for them, each of which can be left out. */
export function ImportItems({ found }: { found: Import }) {
  const [plan, setPlan] = useState<ImportPlan>();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, SEARCH_PAUSE_MS);
  const list = useImportItems(found.id, { plan, search });
  const { choose } = useImportChanges();
  const isOpen = found.status === 'open';
  const all = Object.values(found.plans).reduce((sum, count) => sum + count, 0);
  const plans = ImportPlan.options.filter((option) => found.plans[option] > 0);
  const canChooseAll = isOpen && plan !== undefined && plan !== 'same' && plan !== 'failed';

  return (
    <section aria-label="What is imported">
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="Show"
          data={[
            { value: '', label: `All ${all}` },
            ...plans.map((value) => ({ value, label: `${PLAN_LOOKS[value].label} ${found.plans[value]}` })),
          ]}
          value={plan ?? ''}
          onChange={(value) => setPlan(ImportPlan.safeParse(value).data)}
        />
        <TextInput
          type="search"
          className={classes.search}
          aria-label="Search what is imported"
          placeholder="Search titles and files"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {canChooseAll && (
          <Button.Group>
            <Button variant="default" onClick={() => choose.mutate({ id: found.id, plan, isIncluded: true })}>
              Take all
            </Button>
            <Button variant="default" onClick={() => choose.mutate({ id: found.id, plan, isIncluded: false })}>
              Leave all out
            </Button>
          </Button.Group>
        )}
        {plan === 'failed' && (
          <Button
            variant="default"
            leftSection={<IconCopy size={15} aria-hidden />}
            onClick={() => {
              void navigator.clipboard.writeText(failureList(list.items));
              showDone('The list of files with their reasons is copied.');
            }}
          >
            Copy list
          </Button>
        )}
      </div>
      {list.isPending && <SkeletonRows rows={5} height={30} />}
      {list.isError && <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isSuccess && (
        <ul className={classes.items}>
          {list.items.map((item) => (
            <ImportItemRow
              key={item.id}
              importId={found.id}
              item={item}
              onChoose={
                isOpen
                  ? (isIncluded) => settled(choose.mutateAsync({ id: found.id, itemIds: [item.id], isIncluded }))
                  : undefined
              }
            />
          ))}
          {list.items.length === 0 && <li className={classes.empty}>Nothing here fits.</li>}
          {list.hasNextPage && (
            <li>
              <Button
                variant="subtle"
                fullWidth
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                Show more
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

/** A failure is told by the mutation itself. */
async function settled(choice: Promise<unknown>): Promise<void> {
  await Promise.allSettled([choice]);
}
