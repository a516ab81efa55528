import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from '../../lib/api/api-context.ts';
import { bridge } from '../../lib/api/connection.ts';
import { useCommandHost, useCommands } from '../../lib/commands/use-commands.ts';

/** The commands that work on every screen, and those that the desktop app's menu sends. */
export function DeskCommands() {
  const navigate = useNavigate();
  const { can, signOut, isDesktop } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const { registry } = useCommandHost();

  useCommands({
    'go.inbox': () => navigate({ to: '/inbox/{-$conversationId}' }),
    'go.escalations': () => navigate({ to: '/escalations' }),
    'go.bookings': () => navigate({ to: '/bookings' }),
    'go.models': { run: () => navigate({ to: '/training/models' }), when: can('admin') },
    'go.automation': { run: () => navigate({ to: '/training/automation' }), when: can('admin') },
    'go.training': { run: () => navigate({ to: '/training' }), when: can('admin') },
    'go.articles': () => navigate({ to: '/articles' }),
    'go.analytics': { run: () => navigate({ to: '/analytics' }), when: can('owner') },
    'go.settings': () => navigate({ to: '/settings' }),
    'appearance.light': () => setColorScheme('light'),
    'appearance.dark': () => setColorScheme('dark'),
    'appearance.auto': () => setColorScheme('auto'),
    'session.sign-out': { run: signOut, when: !isDesktop },
  });

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
