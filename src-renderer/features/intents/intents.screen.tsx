import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { Screen } from '../../ui/screen.tsx';
import { ErrorState, SkeletonRows } from '../../ui/states.tsx';
import { CorrectionList } from './components/correction-list.tsx';
import { IntentTable } from './components/intent-table.tsx';
import { NewIntentDialog } from './components/new-intent-dialog.tsx';
import { RouterState } from './components/router-state.tsx';
import { TryBox } from './components/try-box.tsx';
import classes from './intents.module.css';
import { useIntents } from './queries.ts';

/** What messages can be about, who answers them, and what the router was taught. */
export function IntentsScreen() {
  const list = useIntents();
  const canEdit = useSession().can('admin');
  const [isAdding, adding] = useDisclosure();
  return (
    <Screen
      title="Intents"
      description="What customers’ messages can be about, and who answers them."
      actions={
        canEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New intent
          </Button>
        )
      }
    >
      <div className={classes.page}>
        <div className={classes.column}>
          {list.isPending && <SkeletonRows rows={9} />}
          {list.isError && list.data === undefined && (
            <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
          )}
          {list.data !== undefined && (
            <>
              <RouterState status={list.data.status} />
              <IntentTable intents={list.data.items} canEdit={canEdit} />
            </>
          )}
        </div>
        <div className={classes.column}>
          <TryBox />
          <CorrectionList />
        </div>
      </div>
      {isAdding && <NewIntentDialog onClose={adding.close} />}
    </Screen>
  );
}
