import { z } from 'zod';
import { Settings } from '../contract/system.ts';
import { type Queryable, selectFirst } from '../database/database.ts';

/** What a desk starts with; the owner changes it on the settings page. */
const DEFAULT_SETTINGS: Settings = {
  businessName: 'MyHibachi',
  timeZone: 'America/Los_Angeles',
  greeting: 'Hi! I can answer questions about menus, prices and policies. What would you like to know?',
  suggestions: ['How much is it per person?', "What's your cancellation policy?", 'What do I need to provide?'],
  aiEnabled: true,
  copilotEnabled: true,
};

const KEY = 'desk';
const Row = z.object({ value: Settings.partial().catch({}) });

/** The settings in force; a setting that was never changed has its default. */
export async function readSettings(db: Queryable): Promise<Settings> {
  const row = await selectFirst(db, Row, 'SELECT value FROM support.settings WHERE key = $1', [KEY]);
  return { ...DEFAULT_SETTINGS, ...dropUndefined(row?.value ?? {}) };
}

/** The settings to change; the others stay. */
export type SettingsChange = { [K in keyof Settings]?: Settings[K] | undefined };

/** Changes the given settings and keeps the others. */
export async function writeSettings(
  tx: Queryable,
  changes: SettingsChange,
  updatedBy: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO support.settings (key, value, updated_at, updated_by) VALUES ($1, $2::jsonb, $3, $4)
     ON CONFLICT (key) DO UPDATE SET
       value = support.settings.value || excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [KEY, JSON.stringify(dropUndefined(changes)), at, updatedBy],
  );
}

function dropUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
