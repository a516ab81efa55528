import { api, staffOf } from '../../api.ts';
import type { createEraseCustomer } from './erase-customer.ts';
import type { EraseDeps } from './erase-deps.ts';
import { getErasure, listErasures } from './erasure.store.ts';
import { previewErasure } from './preview-erasure.ts';

export function createErasureRoutes(
  deps: EraseDeps,
  { eraseCustomer }: Pick<ReturnType<typeof createEraseCustomer>, 'eraseCustomer'>,
) {
  return {
    eraseCustomer: api.erasures.eraseCustomer.handler(({ input, context }) =>
      eraseCustomer({ conversationId: input.id, erasedBy: staffOf(context).id, removeBackups: input.removeBackups }),
    ),
    preview: api.erasures.preview.handler(({ input }) => previewErasure(deps.db, input.id)),
    finish: api.erasures.finish.handler(({ input }) =>
      deps.db.transaction(async (tx) => {
        const { receipt } = await getErasure(tx, input.id);
        if (receipt.finishedAt === null) await deps.enqueue(tx, receipt.id);
        return receipt;
      }),
    ),
    list: api.erasures.list.handler(async () => ({ items: await listErasures(deps.db) })),
  };
}
