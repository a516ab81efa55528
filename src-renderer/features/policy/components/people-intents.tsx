import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../lib/api/api-context.ts';

/** The owner's own intents that people answer: they are chosen with the intents, and count beside the lists here. */
export function PeopleIntents() {
  const { data } = useQuery(useApi().intents.list.queryOptions());
  if (data === undefined) return null;
  const names = data.items.filter(({ agent, isBuiltIn }) => agent === 'staff' && !isBuiltIn).map(({ name }) => name);
  return (
    <div>
      <Text size="sm" fw={500}>
        Intents that people answer
      </Text>
      <Text size="xs" c="dimmed">
        {names.length === 0 ? 'None of your own intents is answered by people.' : names.join(', ')}{' '}
        <Anchor component={Link} to="/settings/intents" size="xs">
          {names.length === 0 ? 'Define one' : 'Change them'}
        </Anchor>
      </Text>
    </div>
  );
}
