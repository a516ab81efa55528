import { Checkbox } from '@mantine/core';
import type { ModelJudgeChoice as Choice } from '../use-model-judge.ts';

/** Has a language model judge beside the rules; not shown where it cannot be chosen. */
export function ModelJudgeChoice({ judge: { isOffered, isChosen, choose } }: { judge: Choice }) {
  if (!isOffered) return null;
  return (
    <Checkbox
      label="Have the language model judge as well"
      description="It compares each changed answer with the old one, in both orders: two more calls each, within your budgets."
      checked={isChosen}
      onChange={(event) => choose(event.currentTarget.checked)}
    />
  );
}
