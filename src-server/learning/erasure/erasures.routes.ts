import { api, staffOf } from '../../api.ts';
import { createEraseCustomer, type EraseDeps } from './erase-customer.ts';
import { listErasures } from './erasure.store.ts';

export function createErasureRoutes(deps: EraseDeps) {
  const erase = createEraseCustomer(deps);
  return {
    eraseCustomer: api.erasures.eraseCustomer.handler(({ input, context }) =>
      erase({ conversationId: input.id, erasedBy: staffOf(context).id }),
    ),
    list: api.erasures.list.handler(async () => ({ items: await listErasures(deps.db) })),
  };
}
