// First of all: see there.
import '../lib/strict-page.ts';

import '@fontsource-variable/inter/index.css';
import './chat.css';
import { createRoot } from 'react-dom/client';
import { createApiClient } from '#contract/client.ts';
import { ChatPage } from './chat-page.tsx';
import { createChatStore } from './model/chat-store.ts';
import { newClientKey } from './model/client-key.ts';
import { createStoredSession } from './model/stored-session.ts';
import { waitOrWake } from './wait-or-wake.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');

const session = createStoredSession(sessionStorage);
const client = createApiClient({ baseUrl: location.origin, token: () => session.token() });
const store = createChatStore({
  api: client.chat,
  readCalendarFile: (id) => client.bookings.ownCalendarFile({ id }),
  session,
  storage: sessionStorage,
  newKey: newClientKey,
  wait: waitOrWake,
  random: Math.random,
});
void store.open();
createRoot(root).render(<ChatPage store={store} drafts={sessionStorage} />);
