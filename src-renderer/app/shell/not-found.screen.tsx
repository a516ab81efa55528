import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../ui/states.tsx';

export function NotFoundScreen() {
  return (
    <EmptyState
      icon={IconMapOff}
      title="There is no such page"
      action={<Link to="/inbox/{-$conversationId}">Go to the inbox</Link>}
    >
      The address may be misspelt, or from a newer version of Teppan.
    </EmptyState>
  );
}
