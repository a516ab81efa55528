import { z } from 'zod';
import type { JobDefinition } from '../../jobs/job.ts';
import { lockImport, setImportStatus } from './import.store.ts';
import type { ImportDeps } from './import-deps.ts';
import type { ImportPayload } from './manage-imports.ts';
import type { createRunImport } from './run-import.ts';

/** A slice is short, so that after a crash the queue notices soon that nobody works on it any more. */
const SLICE_MS = 40_000;
const TIMEOUT_SECONDS = 120;

export interface ImportJobDeps extends ImportDeps {
  runImport: ReturnType<typeof createRunImport>;
  /** Enqueues this job again. */
  goOn: (payload: ImportPayload) => Promise<void>;
}

/** Works on an import that was started, slice by slice. */
export function importJob({ db, clock, runImport, goOn }: ImportJobDeps): JobDefinition<ImportPayload> {
  return {
    name: 'import.run',
    payload: z.object({ importId: z.uuid() }),
    timeoutSeconds: TIMEOUT_SECONDS,
    async run({ importId }, { signal }) {
      const endsAt = clock.now().getTime() + SLICE_MS;
      const isTimeUp = () => clock.now().getTime() >= endsAt;
      const end = await db.background(() => runImport(importId, { signal, isTimeUp }));
      if (end === 'more') await goOn({ importId });
    },
    async onGivenUp({ importId }) {
      await db.transaction(async (tx) => {
        if ((await lockImport(tx, importId)) !== 'running') return;
        const reason = 'It stopped several times before it was done. What is written stays; start it again to go on.';
        await setImportStatus(tx, { id: importId, status: 'failed', reason, finishedAt: clock.now() });
        tx.emit({ type: 'import.updated', subjectId: importId });
      });
    },
  };
}
