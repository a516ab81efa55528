import { join } from 'node:path';
import { z } from 'zod';
import { BUILT_IN_INTENTS, UNKNOWN_INTENT } from '../../src-server/agents/router/built-in-intents.ts';
import { createRouter } from '../../src-server/agents/router/create-router.ts';
import type { Routing } from '../../src-server/agents/router/routing.ts';
import { createLog } from '../../src-server/core/log.ts';
import { createOfflineEmbedder } from '../../src-server/models/offline/offline-embedder.ts';
import { accuracy, macroF1, median, perClass } from './intent-figures.ts';
import { readLines } from './read-lines.ts';

const Row = z.object({ text: z.string(), intent: z.string() });

/**
 * `npm run eval -- routing`: which agent the router picks for the rows of test.jsonl, as the product is shipped: it is
 * trained on its built-in sentences alone, and train.jsonl is not read. Rows may name an agent's column or one of the
 * product's own intents; sets of the latter kind are measured by intent too.
 */
export async function measureRouting(dataDir: string): Promise<object> {
  const test = await readLines(join(dataDir, 'test.jsonl'), Row);
  const embedder = createOfflineEmbedder();
  await embedder.start();
  const router = createRouter({
    activeEmbedder: async () => embedder,
    listOwnIntents: async () => ({ intents: [], examples: [] }),
    log: createLog({ level: 'warn' }),
    now: () => new Date(),
  });
  try {
    await router.ready();
    const rows = [];
    for (const { text, intent } of test) {
      const startedMs = performance.now();
      const routing = await router.route(text);
      const ms = performance.now() - startedMs;
      rows.push({ wanted: columnOfName(intent), given: columnOf(routing), named: intent, intent: routing.intent, ms });
    }
    const agents = perClass(rows);
    const ofIntents = rows.map(({ named, intent }) => ({ wanted: named, given: intent }));
    const isByIntent = test.some(({ intent }) => intent !== columnOfName(intent));
    return {
      rows: rows.length,
      accuracy: accuracy(rows),
      macro_f1: macroF1(agents),
      ...(isByIntent && { intent_accuracy: accuracy(ofIntents) }),
      p50_ms: median(rows.map(({ ms }) => ms)),
      per_agent: agents,
      ...(isByIntent && { per_intent: perClass(ofIntents) }),
    };
  } finally {
    await router.stop();
    await embedder.stop();
  }
}

/** The sets know four columns: a person stands for the complaint or the question that is handed to them. */
function columnOf({ agent, intent, isOutOfScope }: Pick<Routing, 'agent' | 'intent' | 'isOutOfScope'>): string {
  if (isOutOfScope || agent === 'smalltalk') return 'other';
  if (agent === 'staff') return intent === 'human' ? 'knowledge' : 'complaint';
  return agent;
}

/** The column of one of the product's intents; any other name is taken for a column. */
function columnOfName(name: string): string {
  const intent = BUILT_IN_INTENTS.find((one) => one.name === name);
  if (intent === undefined) return name;
  return columnOf({ ...intent, intent: name, isOutOfScope: name === UNKNOWN_INTENT });
}
