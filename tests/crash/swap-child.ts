import { z } from 'zod';
import { systemClock } from '../../src-server/core/clock.ts';
import { newId } from '../../src-server/core/ids.ts';
import { silentLog } from '../../src-server/core/log.ts';
import type { Database } from '../../src-server/database/database.ts';
import { openDatabase } from '../../src-server/database/open-database.ts';
import { createCountingEmbedder, createSwitchSidecar } from '../support/model-switch-desk.ts';
import { readSwapState } from './swap-state.ts';

/**
 * A program to be killed: changes the search model of a desk to the other one of two, and kills itself at the given
 * moment of the transaction that swaps the vectors: before its nth statement, when its work is done (`done`), while it
 * is committed (`commit`), right after it (`committed`), or `never`. Prints what it found before, and, unless it was
 * killed, after.
 */
const Moment = z.union([z.coerce.number(), z.enum(['done', 'commit', 'committed', 'never'])]);
const Place = z.union([z.object({ dataDir: z.string() }), z.object({ url: z.string() })]);
const place = Place.parse(JSON.parse(process.argv[2] ?? ''));
const moment = Moment.parse(process.argv[3]);

const MODELS = ['one', 'other'];
const TOPICS = ['rain cover', 'deposit refund', 'vegan tofu', 'travel fee', 'parking driveway', 'birthday cake'];

const host = await openDatabase(place, { log: silentLog, clock: systemClock });
const models = MODELS.map((model) => createCountingEmbedder(model));
const [first = createCountingEmbedder('one')] = models;
if ((await readSwapState(host)).chunks === 0) await fill(host);
const before = await readSwapState(host);
console.log(JSON.stringify(before));
await change();
await host.stop();

async function change(): Promise<void> {
  const next = models.find((one) => one.model !== before.active) ?? first;
  const sidecar = createSwitchSidecar(killing(host), models, next);
  await sidecar.searchModel.prepare();
  // What was killed holds the right to build for some minutes more, on a server, where it may be another's.
  await host.query('UPDATE ai.search_model SET leased_by = NULL, leased_until = NULL');
  await sidecar.runChange(new AbortController().signal);
  console.log(JSON.stringify(await readSwapState(host)));
}

async function fill(db: Database): Promise<void> {
  const { searchModel, importDrafts } = createSwitchSidecar(db, models, first);
  await searchModel.prepare();
  await importDrafts(
    TOPICS.map((topic, index) => ({
      code: `KB-${index + 1}`,
      title: `About ${topic}`,
      bodyMarkdown: `All that is to be said of ${topic}.`,
      category: 'faq',
      tags: [],
      questions: [`What about ${topic}?`],
    })),
  );
  await db.query(
    `INSERT INTO ai.training_data (id, question, answer, source_type, status, human_verified, question_vector, embedding_model)
     SELECT $1, 'Is tipping usual?', 'As you like.', 'human_curated', 'approved', true, vector, embedding_model
     FROM ai.kb_chunks LIMIT 1`,
    [newId()],
  );
}

/** The same database, which ends this process in the midst of the swap. */
function killing(db: Database): Database {
  const die = () => process.kill(process.pid, 'SIGKILL');
  return {
    ...db,
    async transaction(work) {
      let isSwap = false;
      let statements = 0;
      const result = await db.transaction(async (tx) => {
        const done = await work({
          ...tx,
          query(text, values) {
            isSwap ||= text.includes('ACCESS EXCLUSIVE MODE');
            if (isSwap) statements += 1;
            if (statements === moment) die();
            return tx.query(text, values);
          },
        });
        if (isSwap && moment === 'done') die();
        // The commit is on its way by then; it may or may not have arrived.
        if (isSwap && moment === 'commit') setTimeout(die, Math.random() * 20);
        return done;
      });
      if (isSwap && moment === 'committed') die();
      return result;
    },
  };
}
