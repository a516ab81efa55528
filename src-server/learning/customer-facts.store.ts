import { z } from 'zod';
import { type Queryable, selectAll } from '../database/database.ts';
import type { CustomerFacts } from './pii/known-facts.ts';

/** What the record knows of the customer of a conversation: name, phone or e-mail, addresses of bookings. */
export async function findCustomerFacts(db: Queryable, conversationId: string | null): Promise<CustomerFacts> {
  if (conversationId === null) return {};
  const facts = await findFactsOf(db, [conversationId]);
  return facts.get(conversationId) ?? {};
}

const Row = z.object({
  conversationId: z.string(),
  userId: z.string(),
  name: z.string().nullable(),
  addresses: z.array(z.string()),
});

/** The same for many conversations in one query. */
export async function findFactsOf(
  db: Queryable,
  conversationIds: readonly string[],
): Promise<Map<string, CustomerFacts>> {
  const rows = await selectAll(
    db,
    Row,
    `SELECT c.id AS "conversationId", c.user_id AS "userId", c.customer_name AS name,
       array(SELECT DISTINCT b.address FROM booking.bookings b
             WHERE b.address IS NOT NULL AND (b.conversation_id = c.id OR b.customer_id = c.user_id)) AS addresses
     FROM ai.conversations c WHERE c.id = ANY($1::uuid[])`,
    [conversationIds],
  );
  return new Map(
    rows.map((row) => [
      row.conversationId,
      {
        names: row.name === null ? [] : [row.name],
        addresses: row.addresses,
        emails: row.userId.includes('@') ? [row.userId] : [],
        phones: /^[+\d][\d\s().-]{5,}$/.test(row.userId) ? [row.userId] : [],
      },
    ]),
  );
}
