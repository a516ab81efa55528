import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../lib/api/api-context.ts';
import { useAfterChange } from './use-after-change.ts';

/** What a reviewer does with examples that ask the same. */
export interface Arrange {
  part: (id: string, otherId: string) => void;
  merge: (id: string, intoId: string) => void;
}

export function useArrange(): Arrange {
  const api = useApi();
  const after = useAfterChange();
  const part = useMutation(api.learning.setAlike.mutationOptions(after('Each is reviewed by itself.', 'Not parted')));
  const merge = useMutation(api.learning.merge.mutationOptions(after('Left to the approved one.', 'Not merged')));
  return {
    part: (id, otherId) => part.mutate({ id, otherId, isAlike: false }),
    merge: (id, intoId) => merge.mutate({ id, intoId }),
  };
}
