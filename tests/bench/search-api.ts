import { Agent, request } from 'node:http';
import { z } from 'zod';
import { composeSidecar } from '../../src-server/compose.ts';
import { readConfig } from '../../src-server/config.ts';
import { systemClock } from '../../src-server/core/clock.ts';
import { newSecret } from '../../src-server/core/ids.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { BenchDatabase } from './bench-database.ts';

export interface SearchApi {
  /** POST /api/knowledge/search with this JSON; the ids of the chunks found. */
  search(body: string): Promise<string[]>;
  stop(): Promise<void>;
}

const Answer = z.object({ hits: z.array(z.object({ chunkId: z.string() })) });

/** The whole sidecar over a database that stays open when it stops. Requests keep their connection, as the console's do. */
export async function startSearchApi({ db, dataDir }: BenchDatabase): Promise<SearchApi> {
  const token = newSecret();
  const parent = { type: 'configure', token, dataDir, port: 0 } as const;
  const sidecar = await composeSidecar(readConfig({ argv: [], env: {}, parent }), {
    clock: systemClock,
    log: silentLog,
    openDatabase: async () => ({ ...db, stop: async () => {} }),
    report: () => {},
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (body: string) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const headers = {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      };
      const sent = request(
        { agent, host: '127.0.0.1', port: sidecar.port, path: '/api/knowledge/search', method: 'POST', headers },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
          );
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    async search(body) {
      const { status, text } = await post(body);
      if (status !== 200) throw new Error(`The API answered ${status}: ${text}`);
      return Answer.parse(JSON.parse(text)).hits.map((hit) => hit.chunkId);
    },
    async stop() {
      agent.destroy();
      await sidecar.stop();
    },
  };
}
