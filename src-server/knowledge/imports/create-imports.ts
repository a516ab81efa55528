import { api, staffOf } from '../../api.ts';
import type { Service } from '../../core/lifecycle.ts';
import type { Jobs } from '../../jobs/create-jobs.ts';
import type { JobHandle } from '../../jobs/job.ts';
import { exportArticles } from '../export-articles.ts';
import type { KnowledgeDeps } from '../knowledge-deps.ts';
import { createFileReader } from '../reading/read-file.ts';
import { createAddFile } from './add-file.ts';
import { importJob } from './imports.jobs.ts';
import { createManageImports, type ImportPayload } from './manage-imports.ts';
import { createRunImport } from './run-import.ts';

export interface CreateImportsDeps extends KnowledgeDeps {
  jobs: Pick<Jobs, 'define'>;
}

/** Imports as the API offers them, the job that works on those that were started, and the reader of their files. */
export function createImports({ jobs, ...base }: CreateImportsDeps) {
  const reader = createFileReader();
  const deps = { ...base, reader };
  const job: JobHandle<ImportPayload> = jobs.define(
    importJob({
      ...deps,
      runImport: createRunImport(deps),
      goOn: (payload) => deps.db.transaction((tx) => job.enqueue(tx, payload, { singletonKey: payload.importId })),
    }),
  );
  const imports = createManageImports(deps, job);
  const addFile = createAddFile(deps);
  const service: Service = { name: 'file reader', start: async () => {}, stop: reader.stop };
  const routes = api.imports;
  return {
    service,
    routes: {
      list: routes.list.handler(({ input }) => imports.list(input)),
      get: routes.get.handler(({ input }) => imports.get(input.id)),
      create: routes.create.handler(({ context }) => imports.create(staffOf(context).id)),
      addFile: routes.addFile.handler(({ input, signal }) => addFile(input, signal)),
      items: routes.items.handler(({ input: { id, ...filter } }) => imports.items({ ...filter, importId: id })),
      itemText: routes.itemText.handler(({ input }) => imports.itemText(input.id, input.itemId)),
      choose: routes.choose.handler(({ input }) => imports.choose(input)),
      setCategory: routes.setCategory.handler(({ input }) => imports.setCategory(input.id, input.category)),
      start: routes.start.handler(({ input }) => imports.start(input.id)),
      cancel: routes.cancel.handler(({ input }) => imports.cancel(input.id)),
      exportArticles: routes.exportArticles.handler(() => exportArticles(deps.db)),
    },
  };
}
