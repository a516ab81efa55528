import { z } from 'zod';
import { type Queryable, selectAll } from '../../database/database.ts';
import { ROUTED_AGENTS } from './built-in-intents.ts';
import type { OwnIntents } from './create-router.ts';

const IntentRow = z.object({ name: z.string(), agent: z.enum(ROUTED_AGENTS) });
const ExampleRow = z.object({ text: z.string(), intent: z.string(), isCorrection: z.boolean() });

/** What the owner and the staff taught the router, the oldest first; the built-in part is in the program. */
export async function listOwnIntents(db: Queryable): Promise<OwnIntents> {
  const intents = await selectAll(
    db,
    IntentRow,
    "SELECT name, agent FROM ai.intents WHERE source = 'owner' ORDER BY name",
    [],
  );
  const examples = await selectAll(
    db,
    ExampleRow,
    `SELECT text, intent, source = 'correction' AS "isCorrection"
     FROM ai.intent_examples ORDER BY created_at, id`,
    [],
  );
  return { intents, examples };
}

export interface NewIntent {
  id: string;
  name: string;
  description: string;
  agent: (typeof ROUTED_AGENTS)[number];
  createdBy: string | null;
}

export async function insertIntent(tx: Queryable, intent: NewIntent): Promise<void> {
  await tx.query('INSERT INTO ai.intents (id, name, description, agent, created_by) VALUES ($1, $2, $3, $4, $5)', [
    intent.id,
    intent.name,
    intent.description,
    intent.agent,
    intent.createdBy,
  ]);
}

export interface NewIntentExample {
  id: string;
  intent: string;
  text: string;
  createdBy: string | null;
}

/** A sentence of the owner's. One that the intent has already stays as it is. */
export async function insertOwnerExample(tx: Queryable, example: NewIntentExample): Promise<void> {
  await tx.query(
    `INSERT INTO ai.intent_examples (id, intent, text, source, created_by) VALUES ($1, $2, $3, 'owner', $4)
     ON CONFLICT DO NOTHING`,
    [example.id, example.intent, example.text, example.createdBy],
  );
}

/**
 * What a customer's message was about, as a person says. Whoever corrects last is right: what was said before of this
 * message, or of the same words, goes.
 */
export async function replaceCorrection(
  tx: Queryable,
  example: NewIntentExample & { messageId: string | null },
): Promise<void> {
  await tx.query(
    `DELETE FROM ai.intent_examples WHERE message_id = $1 OR (source = 'correction' AND lower(text) = lower($2))`,
    [example.messageId, example.text],
  );
  await tx.query(
    `INSERT INTO ai.intent_examples (id, intent, text, source, message_id, created_by)
     VALUES ($1, $2, $3, 'correction', $4, $5) ON CONFLICT DO NOTHING`,
    [example.id, example.intent, example.text, example.messageId, example.createdBy],
  );
}
