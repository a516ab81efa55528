import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PolicyVersion } from '#contract/policy.ts';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { showDone, showFailure, showUndo } from '../../ui/toast.tsx';

/** Changes of the escalation policy, each of which can be taken back. */
export function usePolicyChanges() {
  const api = useApi();
  const queryClient = useQueryClient();
  const show = (version: PolicyVersion) => {
    queryClient.setQueryData(api.policy.get.queryKey(), version);
    void queryClient.invalidateQueries({ queryKey: api.policy.versions.key() });
  };
  const restore = useMutation(
    api.policy.restore.mutationOptions({
      onSuccess: (version) => {
        show(version);
        showDone(`The rules of version ${version.restoredFrom} are in force again.`);
      },
      onError: (error) => showFailure('Not restored', failureOf(error)),
    }),
  );
  const update = useMutation(
    api.policy.update.mutationOptions({
      onSuccess: (version, { basedOn }) => {
        show(version);
        showUndo('Saved. The next message is decided by these rules.', () =>
          restore.mutate({ version: basedOn, basedOn: version.version }),
        );
      },
      onError: (error) => showFailure('Not saved', failureOf(error)),
    }),
  );
  return { update, restore };
}
