import { z } from 'zod';
import { type Queryable, selectAll } from '../../database/database.ts';

const Owner = z.object({ owner: z.string(), id: z.string() });

/** The members of staff with these addresses or names. One that nobody here has is left out. */
export async function findOwnerIds(db: Queryable, owners: readonly string[]): Promise<Map<string, string>> {
  if (owners.length === 0) return new Map();
  const rows = await selectAll(
    db,
    Owner,
    `SELECT asked.owner, u.id FROM unnest($1::text[]) AS asked(owner)
     JOIN identity.users u ON lower(u.email) = lower(asked.owner) OR u.name = asked.owner
     ORDER BY u.created_at DESC`,
    [owners],
  );
  return new Map(rows.map(({ owner, id }) => [owner, id]));
}
