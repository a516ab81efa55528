import { Overview } from '#contract/analytics.ts';
import { type KeyValueStorage, readStored, writeStored } from '../../lib/storage.ts';

export interface SeenOverview {
  overview: Overview;
  seenAt: string;
}

/** Keeps the figures of each span as they were last seen, to be read while there is no sidecar. */
export function createLastSeen(storage: KeyValueStorage, nowMs: () => number) {
  const keyOf = (days: number) => `teppan.analytics.${days}`;
  return {
    keep(overview: Overview): void {
      writeStored(storage, keyOf(overview.days), { overview, seenAt: new Date(nowMs()).toISOString() });
    },
    find(days: number): SeenOverview | undefined {
      return readStored(storage, keyOf(days), parseSeen);
    },
  };
}

/** What an older version kept may lack a figure: then it is as good as nothing. */
function parseSeen(value: unknown): SeenOverview | undefined {
  if (typeof value !== 'object' || value === null || !('overview' in value) || !('seenAt' in value)) return undefined;
  const overview = Overview.safeParse(value.overview);
  return overview.success && typeof value.seenAt === 'string'
    ? { overview: overview.data, seenAt: value.seenAt }
    : undefined;
}
