import { userInfo } from 'node:os';
import { join } from 'node:path';
import { insertModelCall } from './analytics/model-call.store.ts';
import { composeCapabilities } from './compose-capabilities.ts';
import type { Config } from './config.ts';
import { APP_ROOT } from './core/app-root.ts';
import { readAppVersion } from './core/app-version.ts';
import type { Clock } from './core/clock.ts';
import { newId } from './core/ids.ts';
import { createLifecycle, type Service } from './core/lifecycle.ts';
import type { Log } from './core/log.ts';
import { speakPlainly } from './core/plain-words.ts';
import type { Timer } from './core/timer.ts';
import type { Queryable } from './database/database.ts';
import type { DatabaseHost } from './database/database-host.ts';
import { createApp } from './http/app.ts';
import { createEventRoutes } from './http/event.routes.ts';
import { createEventHub } from './http/event-hub.ts';
import { createEventStreams } from './http/event-stream.ts';
import { createHttpServer } from './http/http-server.ts';
import { recordAudit } from './identity/audit.store.ts';
import { createIdentity } from './identity/create-identity.ts';
import { ownerName } from './identity/owner-name.ts';
import { scheduleSessionCleaning } from './identity/sessions.jobs.ts';
import { createJobs } from './jobs/create-jobs.ts';
import { createModels, modelService } from './models/create-models.ts';
import { createGatewayStore } from './settings/models/create-gateway-store.ts';
import { createModelSettings } from './settings/models/create-model-settings.ts';
import { recordDatabaseNotices } from './settings/record-database-notices.ts';
import { readSettings } from './settings/settings.store.ts';

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
  /** How calls of models wait: as the system does when left out. */
  timer?: Timer;
  log: Log;
  /** Waits for the database of this configuration, whose opening may have begun already. */
  openDatabase: () => Promise<DatabaseHost>;
  /** Tells the person who waits what is being done. */
  report: (step: string) => void;
  /** Leaves the sample workspace out: embedding it takes seconds that most tests need not spend. */
  startsEmpty?: boolean;
}

/** The one place that constructs and wires. It lists; what the parts do stands in their own files. */
export async function composeSidecar(config: Config, surroundings: Surroundings): Promise<Sidecar> {
  const { clock, log, report } = surroundings;
  const version = readAppVersion();
  speakPlainly();

  const db = await surroundings.openDatabase();
  const identity = createIdentity({
    db,
    clock,
    ownerName: ownerName(userInfo().username),
    parentToken: config.parentToken,
  });

  const jobs = createJobs({ db, log });
  scheduleSessionCleaning(jobs, { db, clock });

  const eventHub = createEventHub({ feed: db.feed, log });
  const eventStreams = createEventStreams(eventHub);
  const events = createEventRoutes(eventStreams);

  const modelMode = config.openai.apiKey === undefined && config.openai.baseUrl === undefined ? 'offline' : 'api';
  const modelChoice = {
    db,
    clock,
    service: modelService(config.openai),
    configuredModel: config.openai.chatModel,
    readTimeZone: async (handle: Queryable) => (await readSettings(handle)).timeZone,
  };
  const models = createModels(config.openai, {
    log,
    clock,
    timer: surroundings.timer,
    store: createGatewayStore(modelChoice),
    recordModelCall: (call) =>
      void insertModelCall(db, newId(), call, clock.now()).catch((error) =>
        log.warn('a model call was not booked', { error }),
      ),
  });
  const capabilities = composeCapabilities({
    db,
    models,
    modelMode,
    jobs,
    clock,
    log,
    dataDir: config.dataDir,
    version,
    createChatSession: identity.createChatSession,
    stripe: config.stripe,
    chatUrl: () => new URL('/chat', http.url()).href,
  });

  const modelSettings = createModelSettings({ ...modelChoice, mode: modelMode, models, jobs, recordAudit });

  const { routes } = capabilities;
  const router = {
    ...identity.routes,
    ...routes,
    models: modelSettings.routes,
    chat: { ...routes.chat, events: events.customer },
    system: { ...routes.system, events: events.staff },
  };
  const http = createHttpServer(config, (address) =>
    createApp({
      router,
      authenticate: identity.authenticate,
      address,
      stripeWebhook: capabilities.stripeWebhook,
      pagesRoot: join(APP_ROOT, 'out', 'renderer'),
      version,
      log,
    }),
  );

  const prepare: Service = {
    name: 'first contents',
    async start() {
      await recordDatabaseNotices(db, clock);
      await capabilities.prepareSearchModel();
      if (surroundings.startsEmpty !== true)
        await capabilities.loadSample((done, total) => report(`Adding the sample articles (${done} of ${total})`));
    },
    stop: async () => {},
  };
  const services = createLifecycle(
    [
      { name: 'database', start: async () => {}, stop: db.stop },
      identity,
      models.service,
      prepare,
      capabilities.fileReader,
      capabilities.answerRuns,
      jobs,
      { name: 'deleted customers', start: capabilities.keepErased, stop: async () => {} },
      {
        name: 'router',
        // Learns beside the start: until it has, rules route what must not wait.
        start: async () => {
          if (surroundings.startsEmpty !== true) void capabilities.router.learn().catch(() => undefined);
        },
        stop: capabilities.router.stop,
      },
      { name: 'search model', start: capabilities.resumeSearchModel, stop: async () => {} },
      eventHub,
      http,
      eventStreams,
    ],
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
