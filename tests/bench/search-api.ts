import { systemClock } from '../../src-server/core/clock.ts';
import { newId } from '../../src-server/core/ids.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { Database } from '../../src-server/database/database.ts';
import { createApp } from '../../src-server/http/app.ts';
import { createHttpServer } from '../../src-server/http/http-server.ts';
import { completeRoutes } from '../../src-server/http/unfinished-routes.ts';
import { createKnowledge } from '../../src-server/knowledge/create-knowledge.ts';
import { BENCH_MODEL } from './search-rows.ts';

export interface SearchApi {
  /** POST /api/knowledge/search with the JSON of a vector and a limit; the ids of the chunks found. */
  search(body: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** The HTTP API over a database: the whole way of a request, guard and role included, but nothing to embed with. */
export async function startSearchApi(db: Database): Promise<SearchApi> {
  const token = 'b'.repeat(43);
  const embedder = { model: BENCH_MODEL, embed: () => Promise.reject(new Error('Nothing is embedded here.')) };
  const knowledge = createKnowledge({ db, embedder, clock: systemClock, newId, log: silentLog });
  const user = { id: newId(), name: 'Bench', role: 'owner' } as const;
  const server = createHttpServer({ host: '127.0.0.1', port: 0, publicUrl: undefined }, (address) =>
    createApp({
      router: completeRoutes({ knowledge: knowledge.routes }),
      authenticate: async (given) => (given === token ? { kind: 'staff', user, sessionId: null } : undefined),
      address,
      pagesRoot: import.meta.dirname,
      version: '0.0.0',
      log: silentLog,
    }),
  );
  await server.start();
  const url = new URL('/api/knowledge/search', server.url());
  return {
    async search(body) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body,
      });
      const answer = await response.json();
      if (!response.ok) throw new Error(`The API answered ${response.status}: ${JSON.stringify(answer)}`);
      return answer.hits.map((hit: { chunkId: string }) => hit.chunkId);
    },
    stop: server.stop,
  };
}
