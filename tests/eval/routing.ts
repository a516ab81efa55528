import { join } from 'node:path';
import { z } from 'zod';
import { createRouter } from '../../src-server/agents/router/create-router.ts';
import type { Routing } from '../../src-server/agents/router/routing.ts';
import { createLog } from '../../src-server/core/log.ts';
import { createOfflineEmbedder } from '../../src-server/models/offline/offline-embedder.ts';
import { accuracy, macroF1, median, perClass } from './intent-figures.ts';
import { readLines } from './read-lines.ts';

const Row = z.object({ text: z.string(), intent: z.string() });

/**
 * `npm run eval -- routing`: which agent the router picks for the rows of test.jsonl, as the product is shipped: it is
 * trained on its built-in sentences alone, and train.jsonl is not read.
 */
export async function measureRouting(dataDir: string): Promise<object> {
  const test = await readLines(join(dataDir, 'test.jsonl'), Row);
  const embedder = createOfflineEmbedder();
  await embedder.start();
  const router = createRouter({
    activeEmbedder: async () => embedder,
    listOwnIntents: async () => ({ intents: [], examples: [] }),
    log: createLog({ level: 'warn' }),
  });
  try {
    await router.ready();
    const rows = [];
    for (const { text, intent } of test) {
      const startedMs = performance.now();
      const routing = await router.route(text);
      rows.push({ wanted: intent, given: columnOf(routing), ms: performance.now() - startedMs });
    }
    const agents = perClass(rows);
    return {
      rows: rows.length,
      accuracy: accuracy(rows),
      macro_f1: macroF1(agents),
      p50_ms: median(rows.map(({ ms }) => ms)),
      per_agent: agents,
    };
  } finally {
    await router.stop();
    await embedder.stop();
  }
}

/** The sets know four columns: a person stands for the complaint or the question that is handed to them. */
function columnOf({ agent, intent, isOutOfScope }: Routing): string {
  if (isOutOfScope || agent === 'smalltalk') return 'other';
  if (agent === 'staff') return intent === 'human' ? 'knowledge' : 'complaint';
  return agent;
}
