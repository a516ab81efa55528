import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api/api-context.ts';
import { SkeletonRows } from '../../../ui/states.tsx';
import { VersionHead } from '../../../ui/version-head.tsx';
import { describeChanges } from '../describe-changes.ts';
import { usePolicyChanges } from '../mutations.ts';
import classes from '../policy.module.css';

/** How the policy came to be what it is, and the way back. */
export function VersionList({ current, canEdit }: { current: number; canEdit: boolean }) {
  const versions = useQuery(useApi().policy.versions.queryOptions({ input: { limit: 20 } }));
  const { restore } = usePolicyChanges();
  if (versions.isPending) return <SkeletonRows rows={2} height={36} />;
  const items = versions.data?.items ?? [];
  if (items.length === 0) return <Text c="dimmed">Nobody has changed the policy yet.</Text>;
  return (
    <ol className={classes.versions}>
      {items.map((version, at) => {
        const before = items[at + 1];
        return (
          <li key={version.version}>
            <div>
              <VersionHead version={version} />
              {version.restoredFrom !== null && `, back to version ${version.restoredFrom}`}
              {version.note !== '' && <Text size="sm">“{version.note}”</Text>}
              {before !== undefined && (
                <Text size="xs" c="dimmed">
                  {describeChanges(before.policy, version.policy).join('; ') || 'No rule changed'}
                </Text>
              )}
            </div>
            {canEdit && version.version !== current && (
              <Button
                variant="default"
                loading={restore.isPending && restore.variables.version === version.version}
                onClick={() => restore.mutate({ version: version.version, basedOn: current })}
              >
                Restore
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
