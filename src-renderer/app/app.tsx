import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { CommandContext, createCommandHost } from '../lib/commands/use-commands.ts';
import { createQueryClient } from './query-client.ts';
import { createDeskRouter } from './router.tsx';
import { SessionGate } from './session/session-gate.tsx';
import { readStyleNonce } from './theme/csp-nonce.ts';
import { theme } from './theme/theme.ts';

const nonce = readStyleNonce();
const queryClient = createQueryClient();
const commandHost = createCommandHost();
const router = createDeskRouter();
const colorSchemeManager = localStorageColorSchemeManager({ key: 'teppan.appearance' });

/** What the whole desk stands on, from the outside in. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-left" limit={4} />
      <QueryClientProvider client={queryClient}>
        <CommandContext value={commandHost}>
          <SessionGate>
            <RouterProvider router={router} />
          </SessionGate>
        </CommandContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
