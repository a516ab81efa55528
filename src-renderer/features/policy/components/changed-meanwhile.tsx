import { Alert, Button, Group, Text } from '@mantine/core';
import type { PolicyVersion } from '#contract/policy.ts';
import { describeChanges } from '../describe-changes.ts';

interface ChangedMeanwhileProps {
  base: PolicyVersion;
  theirs: PolicyVersion;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** Says that another version came into force while this one was edited, and lets both count. */
export function ChangedMeanwhile({ base, theirs, onTakeTheirs, onKeepMine }: ChangedMeanwhileProps) {
  return (
    <Alert color="yellow" title={`${theirs.changedBy?.name ?? 'Somebody'} changed the policy meanwhile`} role="status">
      <Text size="sm">Your edits are still here and not saved. Version {theirs.version} is in force:</Text>
      <Text size="sm">{describeChanges(base.policy, theirs.policy).join('; ') || 'No rule changed'}</Text>
      <Group gap="xs" mt="xs">
        <Button variant="default" onClick={onKeepMine}>
          Put my edits on theirs
        </Button>
        <Button variant="default" onClick={onTakeTheirs}>
          Drop my edits
        </Button>
      </Group>
    </Alert>
  );
}
