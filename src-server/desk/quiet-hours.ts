import type { Queryable } from '../database/database.ts';
import type { DeskDeps } from './desk-deps.ts';
import { quietForMs } from './opening-hours.ts';

/**
 * How long what the desk would say of its own accord has to wait: until the quiet hours end, in milliseconds; 0 outside
 * of them. What answers a customer, or what a person sends, goes by the rules of the channel instead.
 */
export async function quietLeftMs(
  db: Queryable,
  deps: Pick<DeskDeps, 'clock' | 'readRules'> & { readSettings: (db: Queryable) => Promise<{ timeZone: string }> },
): Promise<number> {
  const { quietHours } = await deps.readRules(db);
  return quietForMs(quietHours, (await deps.readSettings(db)).timeZone, deps.clock.now());
}
