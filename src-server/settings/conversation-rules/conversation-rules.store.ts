import { z } from 'zod';
import { ChannelRules, ConversationRules } from '../../contract/conversation-rules.ts';
import { Channel } from '../../contract/conversations.ts';
import { type Queryable, selectFirst } from '../../database/database.ts';
import { DEFAULT_RULES } from './default-rules.ts';

const KEY = 'conversation-rules';

/** What is missing, or was written by another version and cannot be read, has its default. */
const Stored = z.object({
  version: z.number().int().catch(0).default(0),
  longestWaitSeconds: ConversationRules.shape.longestWaitSeconds.optional().catch(undefined),
  quietHours: ConversationRules.shape.quietHours.optional().catch(undefined),
  channels: z.partialRecord(Channel, ChannelRules.partial().catch({})).catch({}).default({}),
});
const Row = z.object({ value: Stored.catch({ version: 0, channels: {} }) });

/** The rules in force. */
export async function readConversationRules(db: Queryable): Promise<ConversationRules> {
  return (await readCurrentRules(db)).rules;
}

/** The same with their version, which is 0 until somebody changes them. */
export async function readCurrentRules(db: Queryable): Promise<{ rules: ConversationRules; version: number }> {
  const row = await selectFirst(db, Row, 'SELECT value FROM support.settings WHERE key = $1', [KEY]);
  return row === undefined
    ? { rules: DEFAULT_RULES, version: 0 }
    : { rules: withDefaults(row.value), version: row.value.version };
}

function withDefaults({ longestWaitSeconds, quietHours, channels }: z.infer<typeof Stored>): ConversationRules {
  return {
    longestWaitSeconds: longestWaitSeconds ?? DEFAULT_RULES.longestWaitSeconds,
    quietHours: quietHours === undefined ? DEFAULT_RULES.quietHours : quietHours,
    channels: ConversationRules.shape.channels.parse(
      Object.fromEntries(
        Channel.options.map((channel) => [channel, { ...DEFAULT_RULES.channels[channel], ...channels[channel] }]),
      ),
    ),
  };
}

/** Writes the next version. Returns false, having changed nothing, when the rules in force are not `expectedVersion`. */
export async function writeConversationRules(
  tx: Queryable,
  change: { rules: ConversationRules; expectedVersion: number; updatedBy: string; at: Date },
): Promise<boolean> {
  const { rules, expectedVersion, updatedBy, at } = change;
  if ((await readCurrentRules(tx)).version !== expectedVersion) return false;
  // Of two who saw the same version, the second waits here for the first and then finds another one.
  const { rowCount } = await tx.query(
    `INSERT INTO support.settings AS kept (key, value, updated_at, updated_by) VALUES ($1, $2::jsonb, $3, $4)
     ON CONFLICT (key) DO UPDATE SET
       value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by
     WHERE coalesce((kept.value ->> 'version')::int, 0) = $5`,
    [KEY, JSON.stringify({ ...rules, version: expectedVersion + 1 }), at, updatedBy, expectedVersion],
  );
  return rowCount === 1;
}
