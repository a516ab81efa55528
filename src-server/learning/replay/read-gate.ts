import type { Gate } from '../../contract/replays.ts';
import type { Queryable } from '../../database/database.ts';
import { findDeployed } from '../versions/version.store.ts';
import { findLastReplay } from './replay.store.ts';

/** Whether a version may be deployed: its last replay must be done, be of what answers now, and not be worse on the whole. */
export async function readGate(db: Queryable, versionId: string): Promise<Gate> {
  const replay = await findLastReplay(db, versionId);
  const closed = (reason: string): Gate => ({ isOpen: false, reason, replay: replay ?? null });
  if (replay === undefined) return closed('It has not been tried yet. Replay it on what customers asked before.');
  if (replay.state === 'failed') return closed('Its replay has failed. Replay it again.');
  if (replay.state !== 'done') return closed('Its replay is not done yet.');
  if (replay.baselineId !== ((await findDeployed(db))?.id ?? null))
    return closed('Another version answers by now than the one that it was compared with. Replay it again.');
  const { better, worse, total } = replay.counts;
  if (total === 0)
    return closed('Its replay had nothing to ask: no example was held back and nobody has asked anything.');
  if (worse > better)
    return closed(`It is worse than what answers now: ${worse} answers became worse and ${better} better.`);
  return { isOpen: true, reason: null, replay };
}
