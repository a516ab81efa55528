import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestDatabase, type TestDatabase } from '../../tests/support/embedded.ts';
import { serverMissing } from '../../tests/support/server-database.ts';
import { silentLog } from '../core/log.ts';
import { createJobs, type Jobs } from './create-jobs.ts';

const missing = await serverMissing();
const Payload = z.object({ id: z.string() });

describe.each(['embedded', 'server'] as const)('jobs (%s)', (engine) => {
  describe.skipIf(engine === 'server' && missing !== undefined)(
    `on this machine${engine === 'server' && missing ? ` (skipped: ${missing})` : ''}`,
    () => {
      let db: TestDatabase;
      let jobs: Jobs;

      beforeEach(async () => {
        db = await openTestDatabase({ engine });
        jobs = createJobs({ db, log: silentLog });
      });
      afterEach(async () => {
        await jobs.stop();
        await db.stop();
      });

      it('runs what was committed, at once, and not what was rolled back', async () => {
        const seen: string[] = [];
        const done = Promise.withResolvers<void>();
        const job = jobs.define({
          name: 'thing.do',
          payload: Payload,
          async run({ id }) {
            seen.push(id);
            if (id === 'last') done.resolve();
          },
        });
        await jobs.start();
        const rolledBack = db.transaction(async (tx) => {
          await job.enqueue(tx, { id: 'never' });
          throw new Error('no');
        });
        await expect(rolledBack).rejects.toThrow('no');
        await db.transaction((tx) => job.enqueue(tx, { id: 'first' }));
        await db.transaction((tx) => job.enqueue(tx, { id: 'last' }));
        await done.promise;
        expect(seen).toEqual(['first', 'last']);
      });

      it('keeps one waiting job of a key', async () => {
        const seen: string[] = [];
        const done = Promise.withResolvers<void>();
        const job = jobs.define({
          name: 'thing.do',
          payload: Payload,
          async run({ id }) {
            seen.push(id);
            if (id === 'last') done.resolve();
          },
        });
        await jobs.start();
        await db.transaction(async (tx) => {
          for (let n = 0; n < 5; n++) await job.enqueue(tx, { id: 'one' }, { singletonKey: 'k' });
          await job.enqueue(tx, { id: 'last' });
        });
        await done.promise;
        expect(seen).toEqual(['one', 'last']);
      });

      it('tries again after a failure, and tells when it has given up', async () => {
        const attempts: number[] = [];
        const givenUp = Promise.withResolvers<{ id: string }>();
        const job = jobs.define({
          name: 'thing.fail',
          payload: Payload,
          retry: { limit: 1, delaySeconds: 0 },
          async run(_payload, { attempt }) {
            attempts.push(attempt);
            throw new Error('always');
          },
          onGivenUp: async (payload) => givenUp.resolve(payload),
        });
        await jobs.start();
        await db.transaction((tx) => job.enqueue(tx, { id: 'x' }));
        expect(await givenUp.promise).toEqual({ id: 'x' });
        expect(attempts).toEqual([1, 2]);
        expect(await jobs.givenUp()).toMatchObject([{ name: 'thing.fail', payload: { id: 'x' } }]);
      });

      it('lets a running job finish before it stops, and tells one that does not to hurry', async () => {
        const begun = Promise.withResolvers<void>();
        const ended = Promise.withResolvers<boolean>();
        const job = jobs.define({
          name: 'thing.linger',
          payload: Payload,
          async run(_payload, { signal }) {
            begun.resolve();
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
            ended.resolve(signal.aborted);
          },
        });
        await jobs.start();
        await db.transaction((tx) => job.enqueue(tx, { id: 'x' }));
        await begun.promise;
        await jobs.stop();
        expect(await ended.promise).toBe(true);
      });

      it('starts again on the same tables, with what was left', async () => {
        const first = jobs.define({ name: 'thing.do', payload: Payload, run: async () => {} });
        await jobs.start();
        await db.transaction((tx) => first.enqueue(tx, { id: 'later' }, { startAfterMs: 1 }));
        await jobs.stop();

        const done = Promise.withResolvers<string>();
        jobs = createJobs({ db, log: silentLog });
        jobs.define({ name: 'thing.do', payload: Payload, run: async ({ id }) => done.resolve(id) });
        jobs.schedule('*/5 * * * *', { name: 'thing.count', payload: z.null(), run: async () => {} });
        await jobs.start();
        expect(await done.promise).toBe('later');
      });
    },
  );
});
