import { Button, Select, Switch, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { User } from '#contract/people.ts';
import { StaffRole } from '#contract/route.ts';
import { useSession } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { ROLE_WORDS } from '../../../lib/words.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { useTeamChanges } from '../mutations.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { ROLE_OPTIONS } from './role-options.ts';
import { Section } from './section.tsx';

export function TeamSection({ canEdit }: { canEdit: boolean }) {
  const { api } = useSession();
  const team = useQuery(api.users.list.queryOptions());
  const [isAdding, adding] = useDisclosure();
  return (
    <Section
      title="Team"
      description="Support answers customers; admins also review training and write articles; owners see and change everything."
    >
      {team.isPending && <SkeletonRows rows={3} height={32} />}
      {team.isError && <ErrorState failure={failureOf(team.error)} onRetry={() => void team.refetch()} />}
      {team.data !== undefined && (
        <Table aria-label="Team" horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th>Last seen</Table.Th>
              <Table.Th>Active</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {team.data.items.map((user) => (
              <TeamRow key={user.id} user={user} canEdit={canEdit} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {canEdit && (
        <div>
          <Button variant="default" onClick={adding.open}>
            Add a person
          </Button>
        </div>
      )}
      {isAdding && <AddPersonDialog onClose={adding.close} />}
    </Section>
  );
}

function TeamRow({ user, canEdit }: { user: User; canEdit: boolean }) {
  const { me } = useSession();
  const { update } = useTeamChanges();
  // Nobody locks themselves out by a slip.
  const isFixed = !canEdit || user.id === me.id;
  return (
    <Table.Tr>
      <Table.Td>
        {user.name}
        {user.id === me.id && ' (you)'}
        <br />
        <small>{user.email ?? 'gets in from this machine, without a password'}</small>
      </Table.Td>
      <Table.Td>
        {isFixed ? (
          ROLE_WORDS[user.role]
        ) : (
          <Select
            aria-label={`Role of ${user.name}`}
            w={110}
            allowDeselect={false}
            data={ROLE_OPTIONS}
            value={user.role}
            onChange={(role) => update.mutate({ id: user.id, role: StaffRole.parse(role) })}
          />
        )}
      </Table.Td>
      <Table.Td>{user.lastSeenAt === null ? 'never' : <RelativeTime at={user.lastSeenAt} suffix=" ago" />}</Table.Td>
      <Table.Td>
        <Switch
          aria-label={`${user.name} may sign in`}
          checked={user.isActive}
          disabled={isFixed}
          onChange={(event) => update.mutate({ id: user.id, isActive: event.currentTarget.checked })}
        />
      </Table.Td>
    </Table.Tr>
  );
}
