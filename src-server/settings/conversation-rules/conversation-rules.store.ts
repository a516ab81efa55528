import { z } from 'zod';
import { ChannelRules, ConversationRules } from '../../contract/conversation-rules.ts';
import { Channel } from '../../contract/conversations.ts';
import { type Queryable, selectFirst } from '../../database/database.ts';
import { DEFAULT_RULES } from './default-rules.ts';

const KEY = 'conversation-rules';

/** What is missing, or was written by another version and cannot be read, has its default. */
const Stored = z.object({
  longestWaitSeconds: ConversationRules.shape.longestWaitSeconds.optional().catch(undefined),
  quietHours: ConversationRules.shape.quietHours.optional().catch(undefined),
  channels: z.partialRecord(Channel, ChannelRules.partial().catch({})).catch({}).default({}),
});
const Row = z.object({ value: Stored.catch({ channels: {} }) });

/** The rules in force. */
export async function readConversationRules(db: Queryable): Promise<ConversationRules> {
  const row = await selectFirst(db, Row, 'SELECT value FROM support.settings WHERE key = $1', [KEY]);
  if (row === undefined) return DEFAULT_RULES;
  const { longestWaitSeconds, quietHours, channels } = row.value;
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

export async function writeConversationRules(
  tx: Queryable,
  rules: ConversationRules,
  updatedBy: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO support.settings (key, value, updated_at, updated_by) VALUES ($1, $2::jsonb, $3, $4)
     ON CONFLICT (key) DO UPDATE SET
       value = excluded.value, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [KEY, JSON.stringify(rules), at, updatedBy],
  );
}
