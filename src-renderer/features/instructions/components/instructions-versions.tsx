import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AgentInstructions, InstructionsVersion } from '#contract/instructions.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { DiffView } from '../../../ui/diff-view.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { VersionHead } from '../../../ui/version-head.tsx';
import classes from '../instructions.module.css';
import { useInstructionsChanges } from '../mutations.ts';

const NONE: AgentInstructions = { answers: '', complaints: '' };
const AGENTS = [
  ['answers', 'Answers'],
  ['complaints', 'Complaints'],
] as const;

/** How the instructions came to be what they are, and the way back. */
export function InstructionsVersions({ current, canEdit }: { current: number; canEdit: boolean }) {
  const query = useInfiniteQuery(
    useApi().instructions.versions.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 20 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const { restore } = useInstructionsChanges();
  if (query.isPending) return <SkeletonRows rows={2} height={36} />;
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nobody has written any yet.
      </Text>
    );
  const backTo = (version: number) => restore.mutate({ version, basedOn: current });
  const isRestoring = (version: number) => restore.isPending && restore.variables.version === version;
  return (
    <ol className={classes.versions}>
      {items.map((version, at) => (
        <li key={version.version}>
          <Version version={version} before={before(items, at, query.hasNextPage)} />
          {canEdit && version.version !== current && (
            <Button
              variant="default"
              aria-label={`Go back to version ${version.version}`}
              loading={isRestoring(version.version)}
              onClick={() => backTo(version.version)}
            >
              Go back to it
            </Button>
          )}
        </li>
      ))}
      {query.hasNextPage ? (
        <li>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </li>
      ) : (
        <li>
          <div>
            <b>At the start</b>
            <Text size="sm">No instructions</Text>
          </div>
          {canEdit && (
            <Button
              variant="default"
              aria-label="Go back to no instructions"
              loading={isRestoring(0)}
              onClick={() => backTo(0)}
            >
              Go back to it
            </Button>
          )}
        </li>
      )}
    </ol>
  );
}

/** What the version replaced; undefined where that is not loaded. */
function before(items: readonly InstructionsVersion[], at: number, hasMore: boolean): AgentInstructions | undefined {
  return items[at + 1]?.instructions ?? (hasMore ? undefined : NONE);
}

function Version({ version, before }: { version: InstructionsVersion; before: AgentInstructions | undefined }) {
  const { instructions } = version;
  const changed = AGENTS.filter(([agent]) => before !== undefined && before[agent] !== instructions[agent]);
  return (
    <div>
      <VersionHead version={version} />
      {version.restoredFrom !== null &&
        (version.restoredFrom === 0 ? ', back to none' : `, back to version ${version.restoredFrom}`)}
      {version.note !== '' && <Text size="sm">“{version.note}”</Text>}
      {version.override !== null && <Text size="sm">Saved all the same: “{version.override}”</Text>}
      {changed.map(([agent, name]) => (
        <div key={agent} className={classes.diff}>
          <span className={classes.muted}>{name}</span>
          <DiffView before={before?.[agent] ?? ''} after={instructions[agent]} />
        </div>
      ))}
    </div>
  );
}
