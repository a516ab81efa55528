import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EscalationPolicy } from '#contract/escalation-policy.ts';
import type { ChangeKind } from '#contract/policy-simulation.ts';
import { useApi } from '../../lib/api/api-context.ts';

/** A slider that is still moving asks nothing. */
const PAUSE_MS = 400;

export interface Trial {
  policy: EscalationPolicy;
  days: number;
}

/** The rules once they have stood still for a moment. */
export function useSettled(policy: EscalationPolicy) {
  const [settled] = useDebouncedValue(policy, PAUSE_MS);
  return settled;
}

/** What these rules would have made of the last days. A run that nobody waits for any more is ended. */
export function useSimulation({ policy, days }: Trial) {
  return useQuery(
    useApi().policySimulation.run.queryOptions({
      input: { policy, days },
      placeholderData: keepPreviousData,
      gcTime: 60_000,
    }),
  );
}

/** The messages of which these rules would make something else. */
export function useSimulatedChanges({ policy, days }: Trial, kind: ChangeKind) {
  const query = useInfiniteQuery(
    useApi().policySimulation.changes.infiniteOptions({
      input: (cursor: string | undefined) => ({ policy, days, kind, cursor, limit: 20 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
      gcTime: 60_000,
    }),
  );
  const changes = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, changes };
}
