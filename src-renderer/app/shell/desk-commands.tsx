import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from '../../lib/api/api-context.ts';
import { bridge } from '../../lib/api/connection.ts';
import type { Command } from '../../lib/commands/registry.ts';
import { useCommandHost, useCommands } from '../../lib/commands/use-commands.ts';

/** The commands that work on every screen, and those that the desktop app's menu sends. */
export function DeskCommands() {
  const navigate = useNavigate();
  const { can, signOut, isDesktop } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const { registry } = useCommandHost();

  const go = (id: string, label: string, shortcut: string, run: () => void, when = () => true): Command => ({
    id: `go.${id}`,
    label: `Go to ${label}`,
    group: 'Go to',
    shortcut,
    run,
    when,
  });
  const appearance = (scheme: 'light' | 'dark' | 'auto', label: string): Command => ({
    id: `appearance.${scheme}`,
    label: `Appearance: ${label}`,
    group: 'Desk',
    run: () => setColorScheme(scheme),
  });

  useCommands([
    go('inbox', 'Inbox', 'g i', () => navigate({ to: '/inbox/{-$conversationId}' })),
    go('escalations', 'Escalations', 'g e', () => navigate({ to: '/escalations' })),
    go(
      'training',
      'Training',
      'g t',
      () => navigate({ to: '/training' }),
      () => can('admin'),
    ),
    go('articles', 'Articles', 'g a', () => navigate({ to: '/articles' })),
    go(
      'analytics',
      'Analytics',
      'g n',
      () => navigate({ to: '/analytics' }),
      () => can('owner'),
    ),
    go('settings', 'Settings', 'g s', () => navigate({ to: '/settings' })),
    appearance('light', 'light'),
    appearance('dark', 'dark'),
    appearance('auto', 'as the system'),
    { id: 'session.sign-out', label: 'Sign out', group: 'Desk', run: signOut, when: () => !isDesktop },
  ]);

  useEffect(
    () =>
      bridge?.onCommand(({ id, conversationId }) => {
        if (conversationId === undefined) registry.run(id);
        else void navigate({ to: '/inbox/{-$conversationId}', params: { conversationId } });
      }),
    [registry, navigate],
  );
  return null;
}
