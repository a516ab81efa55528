import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { InstructionsVersion } from '#contract/instructions.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showDone, showFailure, showUndo } from '../../ui/toast.tsx';

/** Changes of what is asked of the agents, each of which can be taken back. */
export function useInstructionsChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const show = (version: InstructionsVersion) => {
    queryClient.setQueryData(api.instructions.get.queryKey(), (old) => (old ? { ...old, ...version } : undefined));
    void queryClient.invalidateQueries({ queryKey: api.instructions.versions.key() });
  };
  const restore = useMutation(
    api.instructions.restore.mutationOptions({
      onSuccess: (version) => {
        show(version);
        showDone(
          version.restoredFrom === 0
            ? 'No instructions are in force any more.'
            : `The instructions of version ${version.restoredFrom} are in force again.`,
        );
      },
      onError: (error) => showFailure('Not restored', failureOf(error)),
    }),
  );
  const update = useMutation(
    api.instructions.update.mutationOptions({
      onSuccess: (version, { basedOn }) => {
        show(version);
        showUndo(`Saved as version ${version.version}. The next reply goes by it.`, () =>
          restore.mutate({ version: basedOn, basedOn: version.version }),
        );
      },
      onError: (error) => showFailure('Not saved', failureOf(error)),
    }),
  );
  return { update, restore };
}
