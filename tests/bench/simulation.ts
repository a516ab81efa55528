import { setTimeout as delay } from 'node:timers/promises';
import { DEFAULT_POLICY } from '../../src-server/agents/policy/default-policy.ts';
import { simulate } from '../../src-server/agents/policy/simulate.ts';
import { systemClock } from '../../src-server/core/clock.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { percentile } from '../eval/retrieval-figures.ts';
import { openBenchDatabase } from './bench-database.ts';

export interface SimulationBench {
  traces: number;
  /** The whole run: replay under both policies and what became of the changed messages. */
  run_ms: number;
  traces_per_s: number;
  changed: number;
  /** A small query every 50 ms meanwhile, as the desk asks them. */
  queries: number;
  query_p50_ms: number;
  query_p95_ms: number;
  slowest_query_ms: number;
}

const QUERY_EVERY_MS = 50;

/** `npm run bench -- simulation`: another policy tried on so many answered messages while the desk goes on asking. */
export async function benchSimulation(traces: number, serverUrl: string | undefined): Promise<SimulationBench> {
  const { db, stop } = await openBenchDatabase(serverUrl);
  try {
    await fill(db, traces);
    console.error(`  ${traces} traces are written; simulating`);
    const stricter = { ...DEFAULT_POLICY, answers: { ...DEFAULT_POLICY.answers, confidence: 0.7 } };
    const load = startQueries(db);
    const begun = performance.now();
    const result = await simulate({ db, clock: systemClock }, { policy: stricter, days: 30 });
    const runMs = performance.now() - begun;
    const times = await load.end();
    return {
      traces: result.messages,
      run_ms: Math.round(runMs),
      traces_per_s: Math.round((result.messages / runMs) * 1000),
      changed: result.changed,
      queries: times.length,
      query_p50_ms: rounded(percentile(times, 0.5)),
      query_p95_ms: rounded(percentile(times, 0.95)),
      slowest_query_ms: rounded(Math.max(...times)),
    };
  } finally {
    await stop();
  }
}

/** Four messages a conversation, spread over the last 29 days, with every second answer rated. */
async function fill(db: DatabaseHost, traces: number): Promise<void> {
  const conversations = Math.ceil(traces / 4);
  await db.longOperation(600_000, async () => {
    await db.query(
      `INSERT INTO ai.conversations (id, user_id, thread_id, channel)
       SELECT md5('c' || n)::uuid, 'bench-' || n, 'bench-' || n, 'live_chat' FROM generate_series(1, $1::int) n`,
      [conversations],
    );
    await db.query(
      `INSERT INTO ai.messages (id, conversation_id, role, content)
       SELECT md5(role || n)::uuid, md5('c' || (1 + n / 4))::uuid, role, 'May I bring my own cake to question ' || n || '?'
       FROM generate_series(0, $1::int - 1) n CROSS JOIN (VALUES ('user'), ('assistant')) AS r(role) ORDER BY n, role DESC`,
      [traces],
    );
    await db.query(
      `INSERT INTO ai.traces (id, conversation_id, question_message_id, message_id, outcome, agent, intent, intent_score,
         model, prompt_version, duration_ms, confidence, created_at, evidence)
       SELECT md5('t' || n)::uuid, md5('c' || (1 + n / 4))::uuid, md5('user' || n)::uuid, md5('assistant' || n)::uuid,
         CASE WHEN n % 10 < 6 THEN 'escalated' ELSE 'answered' END, 'knowledge', 'menu', 0.8, 'offline', '1', 20,
         (n % 10) / 10.0, now() - n * (interval '29 days' / $1::int),
         jsonb_build_object('channel', 'live_chat', 'intent', 'menu', 'agent', 'knowledge', 'routerConfidence', 0.8,
           'inTask', false, 'wasHandedBack', false, 'knowledge', jsonb_build_object('answerable', true,
             'confidence', (n % 10) / 10.0, 'relatedness', 0.7, 'declinesBefore', 0))
       FROM generate_series(0, $1::int - 1) n`,
      [traces],
    );
    await db.query(
      `INSERT INTO ai.feedback (id, message_id, conversation_id, author_kind, thumbs, quality_score)
       SELECT md5('f' || n)::uuid, md5('assistant' || n)::uuid, md5('c' || (1 + n / 4))::uuid, 'customer', 'up', 1
       FROM generate_series(0, $1::int - 1, 2) n`,
      [traces],
    );
    await db.query('ANALYZE');
  });
}

function startQueries(db: DatabaseHost) {
  const times: number[] = [];
  let goesOn = true;
  const done = (async () => {
    while (goesOn) {
      const begun = performance.now();
      await db.query('SELECT id FROM ai.conversations ORDER BY last_message_at DESC, id DESC LIMIT 30');
      times.push(performance.now() - begun);
      await delay(QUERY_EVERY_MS);
    }
  })();
  return {
    async end() {
      goesOn = false;
      await done;
      return times;
    },
  };
}

const rounded = (ms: number) => Math.round(ms * 10) / 10;
