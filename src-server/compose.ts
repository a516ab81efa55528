import { userInfo } from 'node:os';
import { join } from 'node:path';
import { api } from './api.ts';
import type { Config } from './config.ts';
import { APP_ROOT } from './core/app-root.ts';
import { readAppVersion } from './core/app-version.ts';
import type { Clock } from './core/clock.ts';
import { createLifecycle } from './core/lifecycle.ts';
import type { Log } from './core/log.ts';
import { openDatabase } from './database/open-database.ts';
import { createApp } from './http/app.ts';
import { createEventRoutes } from './http/event.routes.ts';
import { createEventHub } from './http/event-hub.ts';
import { createEventStreams } from './http/event-stream.ts';
import { createHttpServer } from './http/http-server.ts';
import { completeRoutes } from './http/unfinished-routes.ts';
import { createIdentity } from './identity/create-identity.ts';
import { ensureOwner } from './identity/local-owner.ts';

/** A sidecar that answers. */
export interface Sidecar {
  readonly port: number;
  /** Where a person opens the console. */
  readonly url: string;
  /** A link that signs a browser in as the owner of this machine: once, and for a short time. */
  mintLink(): string;
  stop(): Promise<void>;
}

/** What the outside world is, so that tests can be another one. */
export interface Surroundings {
  clock: Clock;
  log: Log;
  /** Tells the person who waits what is being done. */
  report: (step: string) => void;
}

/** The one place that constructs and wires. It lists; what the parts do stands in their own files. */
export async function composeSidecar(config: Config, { clock, log, report }: Surroundings): Promise<Sidecar> {
  const version = readAppVersion();

  report('Opening the database');
  const db = await openDatabase(
    config.databaseUrl === undefined ? { dataDir: config.dataDir } : { url: config.databaseUrl },
    { log, clock },
  );
  const ownerId = await ensureOwner(db, userInfo().username);
  const identity = createIdentity({ db, clock, ownerId, parentToken: config.parentToken });

  const eventHub = createEventHub({ feed: db.feed, log });
  const eventStreams = createEventStreams(eventHub);
  const events = createEventRoutes(eventStreams);

  const router = completeRoutes({
    ...identity.routes,
    system: { health: api.system.health.handler(() => ({ status: 'ok' as const, version })), events: events.staff },
    chat: { events: events.customer },
  });
  const http = createHttpServer(config, (address) =>
    createApp({
      router,
      authenticate: identity.authenticate,
      address,
      pagesRoot: join(APP_ROOT, 'out', 'renderer'),
      version,
      log,
    }),
  );

  const services = createLifecycle(
    [{ name: 'database', start: async () => {}, stop: db.stop }, eventHub, http, eventStreams],
    (name, error) => log.error('a service did not stop cleanly', { name, error }),
  );
  report('Starting the server');
  await services.start();
  return {
    port: http.port(),
    url: http.url(),
    mintLink: () => `${http.url()}#code=${identity.mintCode()}`,
    stop: services.stop,
  };
}
