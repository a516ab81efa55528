import { composeSidecar } from '../../src-server/compose.ts';
import { readConfig } from '../../src-server/config.ts';
import { systemClock } from '../../src-server/core/clock.ts';
import { newSecret } from '../../src-server/core/ids.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { BenchDatabase } from './bench-database.ts';

export interface BenchSidecar {
  port: number;
  baseUrl: string;
  /** The owner's. */
  token: string;
  stop(): Promise<void>;
}

/** The whole sidecar over a database that stays open when it stops. */
export async function startBenchSidecar({ db, dataDir }: Pick<BenchDatabase, 'db' | 'dataDir'>): Promise<BenchSidecar> {
  const token = newSecret();
  const parent = { type: 'configure', token, dataDir, port: 0 } as const;
  const { port, stop } = await composeSidecar(readConfig({ argv: [], env: {}, parent }), {
    clock: systemClock,
    log: silentLog,
    openDatabase: async () => ({ ...db, stop: async () => {} }),
    report: () => {},
  });
  return { port, baseUrl: `http://127.0.0.1:${port}`, token, stop };
}
