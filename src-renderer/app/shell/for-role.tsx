import { IconLock } from '@tabler/icons-react';
import type { AsyncRouteComponent, RouteComponent } from '@tanstack/react-router';
import type { StaffRole } from '#contract/route.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { EmptyState } from '../../ui/states.tsx';

/** A screen for those who hold a role; who follows a link without it is told whom to ask. */
export function forRole(role: StaffRole, Screen: AsyncRouteComponent<unknown>): RouteComponent {
  function RoleGate() {
    if (useSession().can(role)) return <Screen />;
    return (
      <EmptyState icon={IconLock} title={role === 'owner' ? 'Only owners see this' : 'Only admins see this'}>
        If you need it, ask an owner of this desk to change your role under Settings, Team.
      </EmptyState>
    );
  }
  // The router loads the screen ahead when its link is pointed at.
  return Object.assign(RoleGate, Screen.preload === undefined ? {} : { preload: Screen.preload });
}
