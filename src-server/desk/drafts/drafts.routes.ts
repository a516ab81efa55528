import { api, staffOf } from '../../api.ts';
import type { Trace } from '../../contract/traces.ts';
import type { Queryable } from '../../database/database.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { createDiscardDraft } from './discard-draft.ts';
import { findOpenDraft } from './draft.store.ts';

/** What staff do with a draft beside sending it, which is a reply. */
export function createDraftRoutes(
  deps: Pick<DeskDeps, 'db' | 'clock'> & { getTraceOfDraft: (db: Queryable, draftId: string) => Promise<Trace> },
) {
  const { discard, restore } = createDiscardDraft(deps);
  const routes = api.drafts;
  return {
    get: routes.get.handler(async ({ input }) => ({ draft: (await findOpenDraft(deps.db, input.id)) ?? null })),
    trace: routes.trace.handler(({ input }) => deps.getTraceOfDraft(deps.db, input.id)),
    discard: routes.discard.handler(({ input, context }) => discard(input.id, input.reason, staffOf(context))),
    restore: routes.restore.handler(({ input }) => restore(input.id)),
  };
}
