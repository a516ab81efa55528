import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type ApiClient, createApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { type Database, selectOne } from '../../src-server/database/database.ts';
import { percentile } from '../eval/retrieval-figures.ts';
import { type AnswerSteps, answerSteps } from './answer-steps.ts';
import { openBenchDatabase } from './bench-database.ts';
import { startBenchSidecar } from './bench-sidecar.ts';
import { makeVectors } from './bench-vectors.ts';
import { loadRows } from './search-rows.ts';
import { timeStatements } from './statement-times.ts';
import { createTextSource } from './synthetic-texts.ts';
import { type VenueArticle, venueArticles } from './venue-articles.ts';

export interface AnswerBench {
  chunks: number;
  engine: string;
  answers: number;
  /** How many of them answered from an article; the others said that they do not know. */
  answered: number;
  /** How many cite the one article that says what was asked for. */
  cited_right: number;
  /** From sending a customer's message over HTTP until the customer's event stream has told of the offline answer. */
  p50_ms: number;
  p95_ms: number;
  slowest_ms: number;
  /** How many were looked up in the articles; the router sent the others elsewhere. */
  looked_up: number;
  /** Of those: the median of each step, one after the other; see `AnswerSteps`. */
  steps_p50_ms: AnswerSteps;
  steps_p95_ms: AnswerSteps;
}

interface Asked {
  ms: number;
  /** Codes of the articles that the answer cites. */
  cites: (string | null)[];
  /** Undefined where the articles were not looked at. */
  steps: AnswerSteps | undefined;
}

const CHUNKS_PER_ARTICLE = 4;
const WARM_UP = 20;
const MESSAGES = 200;
/** No two messages in a row ask for the same place, and none is asked twice in 200. */
const STRIDE = 67;
const SEED = 20_261_128;
const LONGEST_WAIT_MS = 30_000;
const SETTLES_MS = 20;
const LOOK_EVERY_MS = 250;

/**
 * `npm run bench -- answer`: customers of a running desk ask, one after the other and each in a chat of their own, for
 * what an article says. These articles are written through the desk's own API, with vectors of the local model; they lie
 * among as many others as were asked for, whose words and vectors are made up.
 */
export async function benchAnswer(chunks: number, serverUrl: string | undefined): Promise<AnswerBench> {
  const { db, dataDir, stop } = await openBenchDatabase(serverUrl);
  try {
    const texts = createTextSource(SEED);
    console.error(`  making ${chunks} vectors`);
    const { rows } = makeVectors(chunks, 0, SEED);
    await loadRows(db, { vectors: rows, texts, withJson: false, chunksPerArticle: CHUNKS_PER_ARTICLE });
    const articles = venueArticles();
    const questions = [0, 1].flatMap((way) =>
      articles.map(({ questions: ways }, nth) => ({ text: ways[way] ?? '', code: codeOf(nth) })),
    );
    const statements = timeStatements(db);
    const sidecar = await startBenchSidecar({ db: statements.db, dataDir });
    try {
      const ask = createAsking(sidecar.baseUrl, statements.take);
      console.error(`  writing ${articles.length} articles`);
      await writeArticles(createApiClient({ baseUrl: sidecar.baseUrl, token: () => sidecar.token }), articles);
      console.error('  waiting for the router');
      await routerIsTrained(db, () => ask(questions[0]?.text ?? ''));
      const all: (Asked & { isRight: boolean })[] = [];
      for (let nth = 0; nth < WARM_UP + MESSAGES; nth += 1) {
        const { text = '', code = '' } = questions[(nth * STRIDE) % questions.length] ?? {};
        const asked = await ask(text);
        all.push({ ...asked, isRight: asked.cites.length === 1 && asked.cites[0] === code });
      }
      const measured = all.slice(WARM_UP);
      const times = measured.map((one) => one.ms);
      const steps = measured.flatMap((one) => one.steps ?? []);
      return {
        chunks,
        engine: db.engine,
        answers: measured.length,
        answered: await countAnswered(db, measured.length),
        cited_right: measured.filter(({ isRight }) => isRight).length,
        p50_ms: percentile(times, 0.5),
        p95_ms: percentile(times, 0.95),
        slowest_ms: percentile(times, 1),
        looked_up: steps.length,
        steps_p50_ms: part(steps, 0.5),
        steps_p95_ms: part(steps, 0.95),
      };
    } finally {
      await sidecar.stop();
    }
  } finally {
    await stop();
  }
}

const codeOf = (nth: number) => `VENUE-${nth + 1}`;

async function writeArticles(owner: ApiClient, articles: readonly VenueArticle[]): Promise<void> {
  for (const [nth, { title, body }] of articles.entries())
    await owner.knowledge.create({ code: codeOf(nth), title, bodyMarkdown: body, category: 'faq' });
}

/** Sends one message as a new customer whose page is open, and waits until its stream tells of the answer. */
function createAsking(baseUrl: string, takeStatements: ReturnType<typeof timeStatements>['take']) {
  return async function ask(content: string): Promise<Asked> {
    const { token } = await createApiClient({ baseUrl, token: () => undefined }).chat.start({ name: 'Kim' });
    const chat = createApiClient({ baseUrl, token: () => token }).chat;
    const { lastEventId } = await chat.state();
    const page = new AbortController();
    const patience = setTimeout(() => page.abort(new Error('No answer has come.')), LONGEST_WAIT_MS);
    const stream = await chat.events({ after: lastEventId }, { signal: page.signal });
    takeStatements();
    const sentMs = performance.now();
    const sent = chat.send({ content, clientKey: newId() });
    let messages = 0;
    for await (const event of stream) {
      if (event.type === 'message.created') messages += 1;
      if (messages === 2) break;
    }
    const toldMs = performance.now();
    clearTimeout(patience);
    await sent;
    // A server tells of what is committed a moment before it answers the transaction that committed it.
    await delay(SETTLES_MS);
    const steps = answerSteps(takeStatements(), sentMs, toldMs);
    const answer = (await chat.state()).messages.at(-1);
    return { ms: toldMs - sentMs, steps, cites: (answer?.citations ?? []).map(({ code }) => code) };
  };
}

const NewestTrace = z.object({ checks: z.array(z.object({ detail: z.string() })) });

/** The router learns beside the start. Until it has, its lessons take the time of the answers. */
async function routerIsTrained(db: Database, ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    await ask();
    const query = 'SELECT checks FROM ai.traces ORDER BY created_at DESC LIMIT 1';
    const { checks } = await selectOne(db, NewestTrace, 'trace', query);
    if (!checks.some((check) => /not been trained/.test(check.detail))) return;
    await delay(LOOK_EVERY_MS);
  }
}

/** Of the newest traces those that sent an answer. */
async function countAnswered(db: Database, count: number): Promise<number> {
  const query = `SELECT count(*) FILTER (WHERE outcome = 'answered')::int AS answered
    FROM (SELECT outcome FROM ai.traces ORDER BY created_at DESC LIMIT $1) AS newest`;
  return (await selectOne(db, z.object({ answered: z.number() }), 'count', query, [count])).answered;
}

function part(all: readonly AnswerSteps[], share: number): AnswerSteps {
  const names = Object.keys(all[0] ?? {}) as (keyof AnswerSteps)[];
  const ofStep = (name: keyof AnswerSteps) => all.map((steps) => steps[name]);
  return Object.fromEntries(names.map((name) => [name, percentile(ofStep(name), share)])) as unknown as AnswerSteps;
}
