import { z } from 'zod';
import { RoutedAgent } from '../../contract/intents.ts';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../../database/database.ts';
import type { OwnIntents } from './create-router.ts';

const TaughtRow = z.object({ name: z.string(), agent: RoutedAgent });
const ExampleRow = z.object({ text: z.string(), intent: z.string(), isCorrection: z.boolean() });

/** What the owner and the staff taught the router, the oldest first; the built-in part is in the program. */
export async function listOwnIntents(db: Queryable): Promise<OwnIntents> {
  const intents = await selectAll(
    db,
    TaughtRow,
    "SELECT name, agent FROM ai.intents WHERE source = 'owner' AND deleted_at IS NULL ORDER BY name",
    [],
  );
  const examples = await selectAll(
    db,
    ExampleRow,
    `SELECT e.text, e.intent, e.source = 'correction' AS "isCorrection"
     FROM ai.intent_examples e JOIN ai.intents i ON i.name = e.intent
     WHERE i.deleted_at IS NULL ORDER BY e.created_at, e.id`,
    [],
  );
  return { intents, examples };
}

const IntentRow = z.object({
  name: z.string(),
  description: z.string(),
  agent: RoutedAgent,
  isBuiltIn: z.boolean(),
  sentenceCount: countColumn,
  correctionCount: countColumn,
  updatedAt: timestampColumn,
});
export type IntentRow = z.infer<typeof IntentRow>;

const SELECT_INTENT = `
  SELECT i.name, i.description, i.agent, i.source = 'built-in' AS "isBuiltIn", i.updated_at AS "updatedAt",
    count(e.id) FILTER (WHERE e.source = 'owner') AS "sentenceCount",
    count(e.id) FILTER (WHERE e.source = 'correction') AS "correctionCount"
  FROM ai.intents i LEFT JOIN ai.intent_examples e ON e.intent = i.name`;

/** All intents that are in use, the owner's own first. */
export function listIntents(db: Queryable): Promise<IntentRow[]> {
  return selectAll(
    db,
    IntentRow,
    `${SELECT_INTENT} WHERE i.deleted_at IS NULL GROUP BY i.id ORDER BY i.source DESC, i.name`,
  );
}

export function getIntent(db: Queryable, name: string): Promise<IntentRow> {
  return selectOne(
    db,
    IntentRow,
    'intent',
    `${SELECT_INTENT} WHERE i.name = $1 AND i.deleted_at IS NULL GROUP BY i.id`,
    [name],
  );
}

export interface NewIntent {
  id: string;
  name: string;
  description: string;
  agent: RoutedAgent;
  createdBy: string | null;
  at: Date;
}

/** Takes the place of a removed one of this name. False, with nothing changed, where there is one in use. */
export async function insertIntent(tx: Queryable, intent: NewIntent): Promise<boolean> {
  await tx.query('DELETE FROM ai.intents WHERE name = $1 AND deleted_at IS NOT NULL', [intent.name]);
  const { rowCount } = await tx.query(
    `INSERT INTO ai.intents (id, name, description, agent, created_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING`,
    [intent.id, intent.name, intent.description, intent.agent, intent.createdBy, intent.at],
  );
  return rowCount === 1;
}

/** Changes an intent of the owner's. False where there is none. */
export async function updateIntent(
  tx: Queryable,
  change: { name: string; description: string | undefined; agent: RoutedAgent | undefined; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE ai.intents SET description = coalesce($2, description), agent = coalesce($3, agent), updated_at = $4
     WHERE name = $1 AND source = 'owner' AND deleted_at IS NULL`,
    [change.name, change.description ?? null, change.agent ?? null, change.at],
  );
  return rowCount === 1;
}

/** Removes an intent of the owner's, or brings it back. False where there was none to change. */
export async function markIntentRemoved(
  tx: Queryable,
  { name, isRemoved, at }: { name: string; isRemoved: boolean; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE ai.intents SET deleted_at = CASE WHEN $2 THEN $3::timestamptz END, updated_at = $3
     WHERE name = $1 AND source = 'owner' AND (deleted_at IS NULL) = $2`,
    [name, isRemoved, at],
  );
  return rowCount === 1;
}

export async function touchIntent(tx: Queryable, name: string, at: Date): Promise<void> {
  await tx.query('UPDATE ai.intents SET updated_at = $2 WHERE name = $1', [name, at]);
}

const SentenceRow = z.object({
  id: z.string(),
  text: z.string(),
  source: z.enum(['owner', 'correction']),
  createdAt: timestampColumn,
});
export type SentenceRow = z.infer<typeof SentenceRow>;

/** What an intent was taught, the newest first. */
export function listSentences(db: Queryable, intent: string): Promise<SentenceRow[]> {
  return selectAll(
    db,
    SentenceRow,
    `SELECT id, text, source, created_at AS "createdAt" FROM ai.intent_examples
     WHERE intent = $1 ORDER BY created_at DESC, id DESC`,
    [intent],
  );
}

/** The intent in use that has this sentence from the owner, in whatever case. */
export async function findIntentOfSentence(db: Queryable, text: string): Promise<string | undefined> {
  const found = await selectFirst(
    db,
    z.object({ intent: z.string() }),
    `SELECT e.intent FROM ai.intent_examples e JOIN ai.intents i ON i.name = e.intent
     WHERE lower(e.text) = lower($1) AND e.source = 'owner' AND i.deleted_at IS NULL`,
    [text],
  );
  return found?.intent;
}

export interface NewSentence {
  id: string;
  intent: string;
  text: string;
  createdBy: string | null;
  at: Date;
}

/** A sentence of the owner's. */
export async function insertSentence(tx: Queryable, sentence: NewSentence): Promise<void> {
  await tx.query(
    `INSERT INTO ai.intent_examples (id, intent, text, source, created_by, created_at) VALUES ($1, $2, $3, 'owner', $4, $5)
     ON CONFLICT DO NOTHING`,
    [sentence.id, sentence.intent, sentence.text, sentence.createdBy, sentence.at],
  );
}

/** False where the intent has no such sentence. */
export async function deleteSentence(tx: Queryable, intent: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.query('DELETE FROM ai.intent_examples WHERE id = $1 AND intent = $2', [id, intent]);
  return rowCount === 1;
}
