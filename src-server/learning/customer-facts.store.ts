import { z } from 'zod';
import { PiiType } from '../contract/pii.ts';
import { type Queryable, selectAll } from '../database/database.ts';
import type { Corrections } from './pii/corrections.ts';
import type { DetectOptions } from './pii/detect-pii.ts';
import type { CustomerFacts } from './pii/known-facts.ts';

/** What is known of a conversation before its texts are read: the customer's record, and what reviewers corrected. */
export interface KnownOfConversation extends Pick<DetectOptions, 'facts' | 'corrections'> {
  facts: CustomerFacts;
  corrections: Corrections;
}

const NOTHING: KnownOfConversation = { facts: {}, corrections: {} };

/** What the record knows of the customer of a conversation: name, phone or e-mail, addresses of bookings; and corrections. */
export async function findKnown(db: Queryable, conversationId: string | null): Promise<KnownOfConversation> {
  if (conversationId === null) return NOTHING;
  const known = await findKnownOf(db, [conversationId]);
  return known.get(conversationId) ?? NOTHING;
}

const Correction = z.object({ kind: z.enum(['missed', 'wrong']), text: z.string(), type: PiiType.nullable() });

const Row = z.object({
  conversationId: z.string(),
  userId: z.string(),
  name: z.string().nullable(),
  addresses: z.array(z.string()),
  corrections: z.array(Correction),
});

/** The same for many conversations in one query. */
export async function findKnownOf(
  db: Queryable,
  conversationIds: readonly string[],
): Promise<Map<string, KnownOfConversation>> {
  const rows = await selectAll(
    db,
    Row,
    `SELECT c.id AS "conversationId", c.user_id AS "userId", c.customer_name AS name,
       array(SELECT DISTINCT b.address FROM booking.bookings b
             WHERE b.address IS NOT NULL AND (b.conversation_id = c.id OR b.customer_id = c.user_id)) AS addresses,
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', k.kind, 'text', k.text, 'type', k.type) ORDER BY k.created_at, k.id)
                 FROM ai.pii_corrections k WHERE k.conversation_id = c.id), '[]') AS corrections
     FROM ai.conversations c WHERE c.id = ANY($1::uuid[])`,
    [conversationIds],
  );
  return new Map(
    rows.map((row) => [
      row.conversationId,
      {
        facts: {
          names: row.name === null ? [] : [row.name],
          addresses: row.addresses,
          emails: row.userId.includes('@') ? [row.userId] : [],
          phones: /^[+\d][\d\s().-]{5,}$/.test(row.userId) ? [row.userId] : [],
        },
        corrections: toCorrections(row.corrections),
      },
    ]),
  );
}

/** What was corrected in examples that were written without a conversation, by example. */
export async function findCorrectionsOfExamples(
  db: Queryable,
  exampleIds: readonly string[],
): Promise<Map<string, KnownOfConversation>> {
  if (exampleIds.length === 0) return new Map();
  const rows = await selectAll(
    db,
    Correction.extend({ exampleId: z.string() }),
    `SELECT example_id AS "exampleId", kind, text, type FROM ai.pii_corrections
     WHERE conversation_id IS NULL AND example_id = ANY ($1::uuid[]) ORDER BY created_at, id`,
    [exampleIds],
  );
  return new Map(
    [...Map.groupBy(rows, ({ exampleId }) => exampleId)].map(([id, own]) => [
      id,
      { facts: {}, corrections: toCorrections(own) },
    ]),
  );
}

/** Of two that disagree on the same words, as two examples of one conversation may, the later one counts. */
function toCorrections(rows: readonly z.infer<typeof Correction>[]): Corrections {
  const last = [...new Map(rows.map((row) => [row.text.toLowerCase(), row])).values()];
  return {
    missed: last.flatMap(({ text, type }) => (type === null ? [] : [{ text, type }])),
    wrong: last.flatMap(({ kind, text }) => (kind === 'wrong' ? [text] : [])),
  };
}
