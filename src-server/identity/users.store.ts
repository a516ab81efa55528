import { z } from 'zod';
import type { User } from '../contract/people.ts';
import { StaffRole } from '../contract/route.ts';
import { timestampColumn } from '../database/columns.ts';
import { type Queryable, selectAll, selectFirst, selectOne } from '../database/database.ts';

const UserRow = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: StaffRole,
    is_active: z.boolean(),
    has_password: z.boolean(),
    created_at: timestampColumn,
    last_seen_at: timestampColumn.nullable(),
  })
  .transform(
    (row): User => ({
      id: row.id,
      name: row.name,
      email: row.email,
      role: row.role,
      isActive: row.is_active,
      hasPassword: row.has_password,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
    }),
  );

const COLUMNS = 'id, name, email, role, is_active, password_hash IS NOT NULL AS has_password, created_at, last_seen_at';

export interface NewUser {
  id: string;
  name: string;
  email: string | null;
  role: StaffRole;
  passwordHash: string | null;
}

/** What is undefined stays as it is. */
export interface UserChange {
  name?: string | undefined;
  email?: string | undefined;
  role?: StaffRole | undefined;
  isActive?: boolean | undefined;
  passwordHash?: string | undefined;
}

export function listUsers(db: Queryable): Promise<User[]> {
  return selectAll(db, UserRow, `SELECT ${COLUMNS} FROM identity.users ORDER BY lower(name), id`);
}

export function getUser(db: Queryable, id: string): Promise<User> {
  return selectOne(db, UserRow, 'person', `SELECT ${COLUMNS} FROM identity.users WHERE id = $1`, [id]);
}

/** The same person, locked until the transaction ends, so that two changes cannot pass each other. */
export function lockUser(tx: Queryable, id: string): Promise<User> {
  return selectOne(tx, UserRow, 'person', `SELECT ${COLUMNS} FROM identity.users WHERE id = $1 FOR UPDATE`, [id]);
}

export function findUserByEmail(db: Queryable, email: string): Promise<User | undefined> {
  return selectFirst(db, UserRow, `SELECT ${COLUMNS} FROM identity.users WHERE lower(email) = lower($1)`, [email]);
}

export async function findPasswordHash(db: Queryable, id: string): Promise<string | null> {
  const row = await selectFirst(
    db,
    z.object({ password_hash: z.string().nullable() }),
    'SELECT password_hash FROM identity.users WHERE id = $1',
    [id],
  );
  return row?.password_hash ?? null;
}

/** Every active owner, locked: whoever changes one waits for whoever changes another. */
export async function lockActiveOwners(tx: Queryable): Promise<string[]> {
  const rows = await selectAll(
    tx,
    z.object({ id: z.string() }),
    `SELECT id FROM identity.users WHERE role = 'owner' AND is_active ORDER BY created_at, id FOR UPDATE`,
  );
  return rows.map(({ id }) => id);
}

export async function insertUser(tx: Queryable, user: NewUser): Promise<void> {
  await tx.query('INSERT INTO identity.users (id, name, email, role, password_hash) VALUES ($1, $2, $3, $4, $5)', [
    user.id,
    user.name,
    user.email,
    user.role,
    user.passwordHash,
  ]);
}

/** Changes what is named in `change`; the rest stays. */
export async function updateUser(tx: Queryable, id: string, change: UserChange): Promise<void> {
  await tx.query(
    `UPDATE identity.users
        SET name = coalesce($2, name), email = coalesce($3, email), role = coalesce($4, role),
            is_active = coalesce($5, is_active), password_hash = coalesce($6, password_hash), updated_at = now()
      WHERE id = $1`,
    [id, change.name, change.email, change.role, change.isActive, change.passwordHash],
  );
}
