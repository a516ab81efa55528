import { Agent, request } from 'node:http';
import { z } from 'zod';
import type { BenchDatabase } from './bench-database.ts';
import { startBenchSidecar } from './bench-sidecar.ts';

export interface SearchApi {
  /** POST /api/knowledge/search with this JSON; the ids of the chunks found. */
  search(body: string): Promise<string[]>;
  stop(): Promise<void>;
}

const Answer = z.object({ hits: z.array(z.object({ chunkId: z.string() })) });

/** A sidecar that is asked to search. Requests keep their connection, as the console's do. */
export async function startSearchApi(bench: BenchDatabase): Promise<SearchApi> {
  const sidecar = await startBenchSidecar(bench);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (body: string) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const headers = {
        Authorization: `Bearer ${sidecar.token}`,
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
