import type { RowCounts } from './count-rows.ts';
import type { Engine } from './engine.ts';
import { startEngine } from './engine.ts';
import type { EngineStorage } from './engine-protocol.ts';

/** Starts an engine on what a backup holds and counts every row; rejects when it does not open or rows are missing. */
export async function openBackup(storage: EngineStorage, expected: RowCounts | undefined): Promise<Engine> {
  const engine = await startEngine({ storage, socketPath: undefined });
  try {
    const counted = (await engine.ask({ task: 'count' })) as RowCounts;
    const differing = Object.entries(expected ?? {}).filter(([table, rows]) => counted[table] !== rows);
    if (differing.length > 0) {
      const shown = differing.map(([table, rows]) => `${table}: ${counted[table] ?? 'none'} of ${rows}`).join(', ');
      throw new Error(`The backup does not hold the rows that it should: ${shown}`);
    }
    return engine;
  } catch (error) {
    await engine.terminate();
    throw error;
  }
}

/** Shows that a backup can be opened and is complete, by doing it in memory, in a thread of its own. */
export async function checkBackup(file: string, expected: RowCounts | undefined): Promise<void> {
  const engine = await openBackup({ kind: 'memory', fillFrom: file }, expected);
  await engine.terminate();
}
