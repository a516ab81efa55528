import { IconLock } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { StaffRole } from '#contract/route.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { EmptyState } from '../../ui/states.tsx';

/** A screen for those who hold a role; who follows a link without it is told whom to ask. */
export function forRole(role: StaffRole, Screen: ComponentType): ComponentType {
  return function RoleGate() {
    if (useSession().can(role)) return <Screen />;
    return (
      <EmptyState icon={IconLock} title={role === 'owner' ? 'Only owners see this' : 'Only admins see this'}>
        If you need it, ask an owner of this desk to change your role under Settings, Team.
      </EmptyState>
    );
  };
}
