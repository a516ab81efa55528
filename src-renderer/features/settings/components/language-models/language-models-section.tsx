import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../../lib/api/api-context.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import { Section } from '../section.tsx';
import { BudgetForm } from './budget-form.tsx';
import { ModelChain } from './model-chain.tsx';
import { SpendBars } from './spend-bars.tsx';

/** States change with what customers ask, of which no event tells. */
const LOOK_AGAIN_MS = 15_000;

/** Which language models are asked, in which order, how they are, and what they may cost. */
export function LanguageModelsSection({ canEdit }: { canEdit: boolean }) {
  const settings = useQuery(useApi().models.get.queryOptions({ refetchInterval: LOOK_AGAIN_MS }));
  return (
    <Section
      title="Language models"
      description="They word the answers. The first that works is asked; after the last, answers are taken from your articles, so no customer waits for a service that is down."
    >
      {settings.isPending && <SkeletonRows rows={3} height={40} />}
      {settings.isError && settings.data === undefined && (
        <ErrorState failure={failureOf(settings.error)} onRetry={() => void settings.refetch()} />
      )}
      {settings.data?.mode === 'offline' && (
        <Text size="sm" c="dimmed">
          None is set up: answers are taken from your articles. Enter a model key, or set OPENAI_API_KEY or
          OPENAI_BASE_URL, and start Teppan anew.
        </Text>
      )}
      {settings.data?.mode === 'api' && (
        <>
          <ModelChain models={settings.data.models} canEdit={canEdit} />
          <SpendBars budgets={settings.data.budgets} spend={settings.data.spend} />
          {canEdit && <BudgetForm budgets={settings.data.budgets} />}
        </>
      )}
    </Section>
  );
}
