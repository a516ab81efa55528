import { api, staffOf } from '../api.ts';
import type { Database } from '../database/database.ts';
import { addUser, changeUser } from './manage-users.ts';
import { getUser, listUsers } from './users.store.ts';

/** `onChanged` is called once a change of a person is committed. */
export function createUserRoutes(db: Database, onChanged: () => void) {
  return {
    me: api.users.me.handler(({ context }) => getUser(db, staffOf(context).id)),
    list: api.users.list.handler(async () => ({ items: await listUsers(db) })),
    create: api.users.create.handler(({ input, context }) => addUser(db, staffOf(context), input)),
    update: api.users.update.handler(({ input, context }) => changeUser({ db, onChanged }, staffOf(context), input)),
  };
}
