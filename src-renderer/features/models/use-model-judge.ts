import { useState } from 'react';
import { useSession } from '../../lib/api/api-context.ts';
import { useDeskStatus } from '../../lib/desk-queries.ts';

export type ModelJudgeChoice = ReturnType<typeof useModelJudge>;

/** Whether a language model judges a replay beside the rules: for the owner to choose, where one is set up. */
export function useModelJudge() {
  const isOwner = useSession().can('owner');
  const hasModel = useDeskStatus().data?.models.mode === 'api';
  const [isChosen, choose] = useState(false);
  const isOffered = isOwner && hasModel;
  return { isOffered, isChosen: isOffered && isChosen, choose };
}
