import { createHash } from 'node:crypto';
import { api, staffOf } from '../../api.ts';
import type { Queryable } from '../../database/database.ts';
import { readGate } from './read-gate.ts';
import { getReplay, listChanges } from './replay.store.ts';
import type { createReplays } from './replays.ts';

export function createReplayRoutes(db: Queryable, replays: ReturnType<typeof createReplays>) {
  const routes = api.replays;
  return {
    start: routes.start.handler(({ input: { versionId, conversations, clientKey }, context }) =>
      replays.start({ id: idOf(versionId, clientKey), versionId, conversations, by: staffOf(context).id }),
    ),
    get: routes.get.handler(({ input }) => getReplay(db, input.id)),
    changes: routes.changes.handler(({ input }) => listChanges(db, input)),
    gate: routes.gate.handler(({ input }) => readGate(db, input.versionId)),
  };
}

/** The same id for the same key: a UUID made of a hash (RFC 9562, version 8). */
function idOf(versionId: string, clientKey: string): string {
  const hex = createHash('sha256').update(`${versionId} ${clientKey}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
