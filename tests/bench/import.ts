import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, createApiClient } from '../../src-server/contract/client.ts';
import { errorText } from '../../src-server/core/errors.ts';
import { newId } from '../../src-server/core/ids.ts';
import { formatArticleFile } from '../../src-server/knowledge/article-file.ts';
import { percentile } from '../eval/retrieval-figures.ts';
import { openBenchDatabase } from './bench-database.ts';
import { startBenchSidecar } from './bench-sidecar.ts';

export interface ImportBench {
  articles: number;
  /** Reading the files into the preview, one request a file. */
  preview_articles_per_s: number;
  /** Writing them: embedding offline, chunks, words, ways to ask, graphs. */
  articles_per_s: number;
  /** What the desk was asked meanwhile, every 100 ms: list conversations, search, a message in a chat. */
  requests: number;
  request_p50_ms: number;
  request_p95_ms: number;
  slowest_request_ms: number;
  /** Which of the requests that was, and the slowest of each. */
  slowest: string;
}

const REQUEST_EVERY_MS = 100;
const LOOK_EVERY_MS = 250;
/** No request may take longer meanwhile. */
const BAR_MS = 200;
const SEED_WORDS = `chef table grill rice noodle party guest garden driveway deposit refund weather rain sauce vegan
  shrimp steak chicken allergy invoice travel mileage booking evening birthday company kitchen propane cleanup kids
  menu price discount change notice holiday insurance license tip gratuity rental chairs`.split(/\s+/);

/** `npm run bench -- import`: articles into a running desk that goes on answering. */
export async function benchImport(articles: number, serverUrl: string | undefined): Promise<ImportBench> {
  const bench = await openBenchDatabase(serverUrl);
  const sidecar = await startBenchSidecar(bench);
  const { baseUrl, token } = sidecar;
  const desk = createApiClient({ baseUrl, token: () => token });
  try {
    const requests = requestsOf(desk, await startChat(baseUrl));
    // A desk that runs has answered before: what the very first request of each kind waits for is the start's time.
    for (const [, ask] of requests) await ask();
    const load = startLoad(requests, (name, ms, at) =>
      console.error(`  ${name} took ${Math.round(ms)} ms, ${(at / 1000).toFixed(1)} s after the beginning`),
    );
    const { id } = await desk.imports.create();
    const readingMs = await timed(async () => {
      for (let nth = 0; nth < articles; nth++) {
        const contentBase64 = Buffer.from(articleFile(nth)).toString('base64');
        await desk.imports.addFile({ id, name: `article-${nth}.md`, contentBase64 });
      }
    });
    console.error(`  ${articles} files are read; importing`);
    const writingMs = await timed(async () => {
      await desk.imports.start({ id });
      while ((await desk.imports.get({ id })).status === 'running') await delay(LOOK_EVERY_MS);
    });
    const times = await load.stop();
    const all = [...times.values()].flat();
    const written = (await desk.imports.get({ id })).outcomes.created;
    if (written !== articles) throw new Error(`Only ${written} of ${articles} articles were imported.`);
    return {
      articles,
      preview_articles_per_s: rate(articles, readingMs),
      articles_per_s: rate(articles, writingMs),
      requests: all.length,
      request_p50_ms: percentile(all, 0.5),
      request_p95_ms: percentile(all, 0.95),
      slowest_request_ms: Math.round(Math.max(...all)),
      slowest: [...times].map(([name, found]) => `${name} ${Math.round(Math.max(...found))}`).join(', '),
    };
  } finally {
    await sidecar.stop();
    await bench.stop();
  }
}

async function startChat(baseUrl: string): Promise<ApiClient> {
  const { token } = await createApiClient({ baseUrl, token: () => undefined }).chat.start({ name: 'Kim' });
  return createApiClient({ baseUrl, token: () => token });
}

/** What a desk is asked, by name. */
type Requests = readonly (readonly [string, () => Promise<unknown>])[];

function requestsOf(desk: ApiClient, chat: ApiClient): Requests {
  return [
    ['list conversations', () => desk.conversations.list({})],
    ['search', () => desk.knowledge.search({ query: 'how much is the deposit' })],
    ['chat message', () => chat.chat.send({ content: 'Hello there', clientKey: newId() })],
  ];
}

/** Asks the desk what a person at it asks, one request every 100 ms whether the one before is answered or not. */
function startLoad(requests: Requests, onSlow: (name: string, ms: number, atMs: number) => void) {
  const begunMs = performance.now();
  const times = new Map(requests.map(([name]) => [name, [] as number[]]));
  const open = new Set<Promise<void>>();
  let nth = 0;
  const timer = setInterval(() => {
    const [name, ask] = requests[nth++ % requests.length] ?? ['', async () => undefined];
    const asked: Promise<void> = timed(ask)
      .then((ms) => {
        times.get(name)?.push(ms);
        if (ms > BAR_MS) onSlow(name, ms, performance.now() - begunMs);
      })
      .catch((error) => console.error(`  ${name} failed: ${errorText(error)}`))
      .finally(() => open.delete(asked));
    open.add(asked);
  }, REQUEST_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      return times;
    },
  };
}

/** About 250 words under three headings with two ways to ask, no two alike. */
function articleFile(nth: number): string {
  const sentence = (from: number) =>
    Array.from({ length: 14 }, (_, at) => SEED_WORDS[(nth * 7 + from * 13 + at * (1 + (nth % 5))) % SEED_WORDS.length]);
  const paragraph = (from: number) =>
    Array.from({ length: 6 }, (_, at) => `Rule ${nth}-${at}: ${sentence(from + at).join(' ')}.`).join(' ');
  return formatArticleFile({
    code: `BN-${nth + 1}`,
    title: `Rule ${nth} on ${sentence(1).slice(0, 4).join(' ')}`,
    bodyMarkdown: [1, 2, 3].map((part) => `## Part ${part}\n\n${paragraph(part * 6)}`).join('\n\n'),
    category: 'faq',
    tags: [],
    questions: [`What about ${sentence(2).slice(0, 5).join(' ')}?`, `How is ${sentence(3).slice(0, 4).join(' ')}?`],
  });
}

function rate(count: number, ms: number): number {
  return Math.round((count / ms) * 10_000) / 10;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
