import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../src-server/core/clock.ts';
import { newId } from '../../src-server/core/ids.ts';
import { createLog } from '../../src-server/core/log.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createBuildDataset } from '../../src-server/learning/build-dataset.ts';
import { createScrubber } from '../../src-server/learning/scrub-pii.ts';
import { ChildTask } from './dataset-in-child.ts';

/** A process that does nothing but build a dataset, so that its memory is that of the build: tells what it took. */
const { database, dataDir, createdBy } = ChildTask.parse(JSON.parse(process.argv[2] ?? ''));
const SAMPLE_EVERY_MS = 25;
const megabytes = () => Math.round(process.memoryUsage.rss() / 1_000_000);

const db = await openDatabase(database, { log: createLog({ level: 'error' }), clock: systemClock });
const beforeMb = megabytes();
let peakMb = beforeMb;
let goesOn = true;
const watched = (async () => {
  while (goesOn) {
    peakMb = Math.max(peakMb, megabytes());
    await delay(SAMPLE_EVERY_MS);
  }
})();
const begun = performance.now();
const dataset = await createBuildDataset({ db, clock: systemClock, dataDir, scrub: createScrubber })({
  id: newId(),
  createdBy,
});
const ms = performance.now() - begun;
goesOn = false;
await watched;
await db.stop();
process.send?.({ exported: dataset.exampleCount, heldBack: dataset.validationCount, ms, beforeMb, peakMb });
process.disconnect?.();
