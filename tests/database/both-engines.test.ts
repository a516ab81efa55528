import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isUniqueViolation } from '../../src-server/database/sql-errors.ts';
import { openTestDatabase, type TestDatabase } from '../support/embedded.ts';
import { serverMissing } from '../support/server-database.ts';

const missing = await serverMissing();

describe.each(['embedded', 'server'] as const)('a database (%s)', (engine) => {
  describe.skipIf(engine === 'server' && missing !== undefined)(
    missing ? `skipped on a server: ${missing}` : 'does',
    () => {
      let db: TestDatabase;
      beforeAll(async () => {
        db = await openTestDatabase({ engine });
        await db.query('CREATE TABLE public.jar (id int PRIMARY KEY, label text)');
      });
      afterAll(() => db?.stop());
      beforeEach(async () => {
        await db.query('TRUNCATE public.jar');
      });
      const labels = async () =>
        (await db.query('SELECT label FROM public.jar ORDER BY id')).rows.map((row) => row.label);

      it('keeps what a transaction wrote, and nothing of one that failed', async () => {
        await db.transaction(async (tx) => {
          await tx.query('INSERT INTO public.jar VALUES ($1, $2)', [1, 'kept']);
        });
        const failing = db.transaction(async (tx) => {
          await tx.query('INSERT INTO public.jar VALUES ($1, $2)', [2, 'undone']);
          throw new Error('changed my mind');
        });
        await expect(failing).rejects.toThrow('changed my mind');
        expect(await labels()).toEqual(['kept']);
      });

      it('refuses a query on the database inside an open transaction at once, and carries on', async () => {
        await db.transaction(async (tx) => {
          await expect(db.query('SELECT 1')).rejects.toMatchObject({ code: 'INTERNAL' });
          await expect(db.transaction(async () => 1)).rejects.toThrow('inside an open transaction');
          await tx.query(`INSERT INTO public.jar VALUES (1, 'after the refusal')`);
        });
        expect(await labels()).toEqual(['after the refusal']);
      });

      it('allows the database again after the transaction, also in what the transaction has started', async () => {
        let later: Promise<unknown> = Promise.resolve();
        const { promise: over, resolve: setOver } = Promise.withResolvers<void>();
        await db.transaction(async () => {
          later = over.then(() => db.query('SELECT 1 AS one'));
        });
        setOver();
        expect(await later).toMatchObject({ rows: [{ one: 1 }] });
      });

      it('refuses a statement on a transaction that is over', async () => {
        const leaked = await db.transaction(async (tx) => tx);
        await expect(leaked.query('SELECT 1')).rejects.toThrow('over');
      });

      it('says so when a failed statement was swallowed, instead of losing the rest silently', async () => {
        const swallowing = db.transaction(async (tx) => {
          await tx.query(`INSERT INTO public.jar VALUES (1, 'first')`);
          await tx.query(`INSERT INTO public.jar VALUES (1, 'again')`).catch(() => {});
        });
        await expect(swallowing).rejects.toThrow('could not be committed');
        expect(await labels()).toEqual([]);
      });

      it('tells a duplicate from other errors', async () => {
        await db.query(`INSERT INTO public.jar VALUES (1, 'first')`);
        const error = await db.query(`INSERT INTO public.jar VALUES (1, 'again')`).catch((thrown: unknown) => thrown);
        expect(isUniqueViolation(error)).toBe(true);
        expect(isUniqueViolation(error, 'jar_pkey')).toBe(true);
        expect(isUniqueViolation(error, 'another')).toBe(false);
      });

      it('rolls a transaction back that takes longer than its limit, and serves others at once', async () => {
        const stuck = db.longOperation(200, () =>
          db.transaction(async (tx) => {
            await tx.query(`INSERT INTO public.jar VALUES (1, 'stuck')`);
            await new Promise(() => {});
          }),
        );
        await expect(stuck).rejects.toMatchObject({ code: 'UNAVAILABLE' });
        expect(await labels()).toEqual([]);
      });

      it('writes the events of a transaction with its commit, in the order of commits, and wakes readers', async () => {
        const from = await db.feed.latestId();
        let woken = 0;
        const end = db.feed.subscribe(() => {
          woken += 1;
        });
        const conversationId = '01990000-0000-7000-8000-000000000001';
        const hints: string[] = [];
        await db.transaction(async (tx) => {
          tx.afterCommit(() => hints.push('committed'));
          tx.emit({ type: 'conversation.created', conversationId });
          tx.emit({ type: 'message.created', conversationId, subjectId: 'm1' });
          expect(hints).toEqual([]);
        });
        await db
          .transaction(async (tx) => {
            tx.afterCommit(() => hints.push('never'));
            tx.emit({ type: 'system.notice' });
            throw new Error('undone');
          })
          .catch(() => {});
        end();

        const events = await db.feed.readAfter(from, 10);
        expect(events.map((event) => [event.type, event.conversationId, event.subjectId])).toEqual([
          ['conversation.created', conversationId, null],
          ['message.created', conversationId, 'm1'],
        ]);
        expect(await db.feed.latestId()).toBe(events[1]?.id);
        expect(woken).toBeGreaterThan(0);
        expect(hints).toEqual(['committed']);
      });

      it('never lets a reader pass over an event that is committed late', async () => {
        let seen = await db.feed.latestId();
        const start = seen;
        const read: string[] = [];
        const readOn = async () => {
          for (const event of await db.feed.readAfter(seen, 1_000)) {
            read.push(event.id);
            seen = event.id;
          }
        };
        let writing = true;
        const reading = (async () => {
          while (writing) await readOn();
        })();
        await Promise.all(
          Array.from({ length: 60 }, (_, number) =>
            db.transaction(async (tx) => {
              tx.emit({ type: 'system.notice', subjectId: String(number) });
              await tx.query('SELECT 1');
            }),
          ),
        );
        writing = false;
        await reading;
        await readOn();
        expect(read).toHaveLength(60);
        expect(read).toEqual((await db.feed.readAfter(start, 1_000)).map((event) => event.id));
      });

      it('gives times as Date, dates as text, big numbers as text, JSON parsed', async () => {
        const { rows } = await db.query(
          `SELECT '2026-03-29 01:30+00'::timestamptz AS at, '2026-03-29'::date AS day, 9007199254740993 AS big,
                '{"a":[1]}'::jsonb AS json, '[1,0.5]'::vector AS vector, current_setting('TimeZone') AS zone`,
        );
        expect(rows).toEqual([
          {
            at: new Date('2026-03-29T01:30:00Z'),
            day: '2026-03-29',
            big: '9007199254740993',
            json: { a: [1] },
            vector: '[1,0.5]',
            zone: 'UTC',
          },
        ]);
      });
    },
  );
});
