import { api } from '../../api.ts';
import type { Database } from '../../database/database.ts';
import { listRejectedVectors } from './rejected-vector.store.ts';
import type { SearchModel } from './search-model.ts';

export interface SearchModelRouteDeps {
  db: Database;
  searchModel: SearchModel;
}

/** Which model the search goes by, and changing it. */
export function createSearchModelRoutes({ db, searchModel }: SearchModelRouteDeps) {
  const routes = api.searchModel;
  return {
    get: routes.get.handler(() => searchModel.status()),
    start: routes.start.handler(async ({ input }) => {
      await searchModel.start(input.target);
      return searchModel.status();
    }),
    switchBack: routes.switchBack.handler(async () => {
      await searchModel.switchBack();
      return searchModel.status();
    }),
    rejectedVectors: routes.rejectedVectors.handler(({ input }) => listRejectedVectors(db, input)),
  };
}
