import type { ReactNode } from 'react';
import type { Settings } from '#contract/system.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { useDeskSettings } from '../../../lib/desk-queries.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';

/** Hands the settings to a form once they are here, so that no form begins empty. */
export function WithSettings({ children }: { children: (settings: Settings) => ReactNode }) {
  const settings = useDeskSettings();
  if (settings.data !== undefined) return children(settings.data);
  if (settings.isError)
    return <ErrorState failure={failureOf(settings.error)} onRetry={() => void settings.refetch()} />;
  return <SkeletonRows rows={3} height={36} />;
}
