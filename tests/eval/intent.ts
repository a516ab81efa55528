import { join } from 'node:path';
import { z } from 'zod';
import { embedExamples } from '../../src-server/agents/router/intent-names.ts';
import { trainClassifier } from '../../src-server/agents/router/train-classifier.ts';
import { createOfflineEmbedder } from '../../src-server/models/offline/offline-embedder.ts';
import { accuracy, auroc, macroF1, median, perClass, recallAtRejection, type Verdict } from './intent-figures.ts';
import { readLines } from './read-lines.ts';

const Row = z.object({ text: z.string(), intent: z.string() });

/** Rows of this intent belong to none; they may be absent from the examples. */
const FOREIGN = 'oos';
const REJECTED_SHARE = 0.05;

interface Routed extends Verdict {
  foreignness: number;
  isOutOfScope: boolean;
  ms: { route: number; classify: number };
}

/**
 * `npm run eval -- intent`: trains the product's router on train.jsonl and routes test.jsonl, offline.
 * `accuracy`, `macro_f1` and `per_intent` are of the rows within scope and of the likeliest intent, whether or not the
 * router would reject the row; `rejected_in_scope` tells how many it would. Times are of embedding and routing a message.
 */
export async function measureIntent(dataDir: string): Promise<object> {
  const train = await readLines(join(dataDir, 'train.jsonl'), Row);
  const test = await readLines(join(dataDir, 'test.jsonl'), Row);
  const embedder = createOfflineEmbedder();
  await embedder.start();
  try {
    const startedMs = performance.now();
    process.stderr.write(`  embedding ${train.length} examples\n`);
    const examples = await embedExamples(train, (texts) => embedder.embed(texts), [FOREIGN]);
    const embeddedMs = performance.now();
    process.stderr.write(`  training after ${seconds(embeddedMs - startedMs)} s\n`);
    const classifier = trainClassifier(examples, { foreignIntent: FOREIGN });
    const trainedMs = performance.now();
    process.stderr.write(`  trained in ${seconds(trainedMs - embeddedMs)} s\n`);

    const rows: Routed[] = [];
    for (const { text, intent } of test) {
      const routedMs = performance.now();
      const [vector = []] = await embedder.embed([text]);
      const classifiedMs = performance.now();
      const { ranked, foreignness, isOutOfScope } = classifier.classify({ text, vector });
      const endedMs = performance.now();
      const given = ranked[0]?.intent ?? '';
      const ms = { route: endedMs - routedMs, classify: endedMs - classifiedMs };
      rows.push({ wanted: intent, given, foreignness, isOutOfScope, ms });
    }
    const inside = rows.filter(({ wanted }) => wanted !== FOREIGN);
    const foreign = rows.filter(({ wanted }) => wanted === FOREIGN);
    const scores = (of: Routed[]) => of.map(({ foreignness }) => foreignness);
    const classes = perClass(inside);
    return {
      rows: rows.length,
      accuracy: accuracy(inside),
      macro_f1: macroF1(classes),
      oos_auroc: foreign.length === 0 ? null : auroc(scores(inside), scores(foreign)),
      oos_recall_at_5pct:
        foreign.length === 0 ? null : recallAtRejection(scores(inside), scores(foreign), REJECTED_SHARE),
      rejected_in_scope: inside.filter(({ isOutOfScope }) => isOutOfScope).length / Math.max(1, inside.length),
      train_seconds: Number(seconds(trainedMs - embeddedMs)),
      p50_ms: median(rows.map(({ ms }) => ms.route)),
      p50_classify_ms: median(rows.map(({ ms }) => ms.classify)),
      per_intent: classes,
    };
  } finally {
    await embedder.stop();
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
