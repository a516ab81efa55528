import type { StaffUser } from '../api.ts';
import type { User } from '../contract/people.ts';
import type { StaffRole } from '../contract/route.ts';
import { AppError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Database, Queryable } from '../database/database.ts';
import { recordAudit } from './audit.store.ts';
import { hashPassword } from './passwords.ts';
import { deleteSessionsOf } from './sessions.store.ts';
import { findUserByEmail, getUser, insertUser, lockActiveOwners, lockUser, updateUser } from './users.store.ts';

export interface AddUserInput {
  name: string;
  email: string;
  role: StaffRole;
  password: string;
}

export interface ChangeUserInput {
  id: string;
  name?: string | undefined;
  email?: string | undefined;
  role?: StaffRole | undefined;
  isActive?: boolean | undefined;
  password?: string | undefined;
}

/** Adds a person to the team, who can sign in at once. */
export async function addUser(db: Database, actor: StaffUser, input: AddUserInput): Promise<User> {
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    await refuseTakenEmail(tx, input.email, undefined);
    const id = newId();
    await insertUser(tx, { id, name: input.name, email: input.email, role: input.role, passwordHash });
    await recordAudit(tx, {
      actorId: actor.id,
      action: 'user.created',
      subjectType: 'user',
      subjectId: id,
      details: { role: input.role },
    });
    tx.emit({ type: 'user.updated', subjectId: id });
    return getUser(tx, id);
  });
}

/** Changes a person. A new password and deactivation end the person's sessions; one active owner always remains. */
export async function changeUser(
  { db, onChanged }: { db: Database; onChanged: () => void },
  actor: StaffUser,
  input: ChangeUserInput,
): Promise<User> {
  const { id, password, ...change } = input;
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return db.transaction(async (tx) => {
    const owners = await lockActiveOwners(tx);
    const before = await lockUser(tx, id);
    const staysOwner = (change.role ?? before.role) === 'owner' && (change.isActive ?? before.isActive);
    if (owners.length === 1 && owners[0] === id && !staysOwner)
      throw new AppError('CONFLICT', 'This is the last owner. Make another person an owner first.');
    if (change.email !== undefined) await refuseTakenEmail(tx, change.email, id);

    await updateUser(tx, id, { ...change, passwordHash });
    if (change.isActive === false || passwordHash !== undefined) await deleteSessionsOf(tx, id);
    await recordAudit(tx, {
      actorId: actor.id,
      action: 'user.changed',
      subjectType: 'user',
      subjectId: id,
      details: { fields: changedFields(input), ...(change.role === undefined ? {} : { role: change.role }) },
    });
    tx.emit({ type: 'user.updated', subjectId: id });
    tx.afterCommit(onChanged);
    return getUser(tx, id);
  });
}

function changedFields({ id: _, ...fields }: ChangeUserInput): string[] {
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

async function refuseTakenEmail(tx: Queryable, email: string, ownId: string | undefined): Promise<void> {
  // Two people may be added with one address at the same time: the second waits here and then finds the first.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [email]);
  const holder = await findUserByEmail(tx, email);
  if (holder !== undefined && holder.id !== ownId)
    throw new AppError('CONFLICT', `${holder.name} already uses this e-mail address. Choose another one.`, {
      issues: [{ path: 'email', message: 'This e-mail address is taken.' }],
    });
}
