import { useQuery } from '@tanstack/react-query';
import { useApi, useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { Screen } from '../../ui/screen.tsx';
import { ErrorState, SkeletonRows } from '../../ui/states.tsx';
import { InstructionsForm } from './components/instructions-form.tsx';

/** How the owner wants the agents to write. The owner changes it, admins read it. */
export function InstructionsScreen() {
  const canEdit = useSession().can('owner');
  const current = useQuery(useApi().instructions.get.queryOptions());
  return (
    <Screen
      title="Instructions to the agents"
      description={
        canEdit
          ? 'How the AI sounds: its tone, how it addresses customers, how it begins and ends.'
          : 'How the AI sounds. The owner of this desk changes it.'
      }
    >
      {current.isPending && <SkeletonRows rows={6} height={60} />}
      {current.isError && current.data === undefined && (
        <ErrorState failure={failureOf(current.error)} onRetry={() => void current.refetch()} />
      )}
      {current.data !== undefined && <InstructionsForm current={current.data} canEdit={canEdit} />}
    </Screen>
  );
}
