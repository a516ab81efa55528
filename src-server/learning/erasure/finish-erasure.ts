import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ErasureReceipt } from '../../contract/erasures.ts';
import { AppError } from '../../core/errors.ts';
import type { EraseDeps } from './erase-deps.ts';
import { getErasure, listDatasetPaths, updateErasure } from './erasure.store.ts';

/**
 * Does what follows a deletion: removes the files of the datasets that held the customer, stops trainings on them and
 * takes the files back from the service, and replaces the backups where that was asked for.
 * Run any number of times, also after a kill: each part looks at what is there. What a part cannot do stands in the
 * receipt and does not keep the others from being done.
 */
export function createFinishErasure(deps: EraseDeps) {
  return async function finishErasure(erasureId: string, signal: AbortSignal): Promise<void> {
    const erasure = await getErasure(deps.db, erasureId);
    if (erasure.receipt.finishedAt !== null) return;
    let { receipt } = erasure;
    const problems: AppError[] = [];

    async function part(work: () => Promise<Partial<ErasureReceipt>>): Promise<void> {
      signal.throwIfAborted();
      try {
        receipt = { ...receipt, ...(await work()) };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof AppError)) throw error;
        problems.push(error);
      }
    }

    const datasetIds = receipt.datasets.map(({ id }) => id);
    await part(async () => {
      const found = [];
      for (const path of await listDatasetPaths(deps.db, datasetIds)) found.push(...(await removeFiles(deps, path)));
      return { files: [...receipt.files, ...found] };
    });
    await part(async () => {
      const { stopped, files } = await deps.forgetTraining(datasetIds, signal);
      return {
        stoppedTrainings: receipt.stoppedTrainings + stopped,
        serviceFiles: receipt.serviceFiles + files,
      };
    });
    if (erasure.removesBackups) await part(async () => replaceBackups(deps));

    receipt = {
      ...receipt,
      problem: problems.length === 0 ? null : problems.map(({ message }) => message).join(' '),
      finishedAt: problems.length === 0 ? deps.clock.now().toISOString() : null,
    };
    await deps.db.transaction(async (tx) => {
      await updateErasure(tx, receipt);
      tx.emit({ type: 'erasure.updated', subjectId: receipt.id });
    });
    if (problems[0] !== undefined) throw problems[0];
  };
}

/** The lines of a dataset, of every kind; what tells only what it was made of stays. */
async function removeFiles({ dataDir }: EraseDeps, path: string): Promise<string[]> {
  const folder = join(dataDir, dirname(path));
  const base = basename(path, '.jsonl');
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => name.startsWith(`${base}.`) && !name.endsWith('.manifest.json'));
  for (const name of own) await rm(join(folder, name), { force: true });
  return own;
}

async function replaceBackups(deps: EraseDeps): Promise<Partial<ErasureReceipt>> {
  const replaced = await deps.replaceBackups();
  if (replaced === undefined) return {};
  const { removed, setAside } = replaced;
  const words = [
    removed === 0
      ? 'A new backup was taken; there was none from before.'
      : `A new backup was taken, and ${removed === 1 ? 'the one' : `${removed}`} from before removed.`,
  ];
  if (setAside.length > 0)
    words.push(
      `A damaged database that was set aside may still hold it: remove ${setAside.map((folder) => basename(folder)).join(', ')} from the data folder once nothing in it is needed.`,
    );
  return { backups: words.join(' ') };
}
