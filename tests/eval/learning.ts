import { join } from 'node:path';
import { z } from 'zod';
import { calibrationError, type Judged } from '../../src-server/learning/training/local/calibration-error.ts';
import { CorpusRow } from './eval-desk.ts';
import { type Asked, type Found, type LearningDesk, openLearningDesk } from './learning-desk.ts';
import { readLines } from './read-lines.ts';
import { type Outcome, percentile, retrievalFigures, round } from './retrieval-figures.ts';

const Question = z.object({ id: z.string(), text: z.string(), relevant: z.array(z.string()).min(1) });
type Question = z.infer<typeof Question>;

const STEPS = 10;
/** An approved example has to be used by then. */
const EFFECT_TRIES = 5;

interface Point {
  step: number;
  /** Approved so far. */
  approved: number;
  /** Share of the held-out questions whose answer is made of the right row; of those declined, where it stands first. */
  recall_at_1: number;
  mrr_at_10: number;
  /** Of the answers given: how far the confidence in them lies from the share that was right. */
  ece: number;
  answered: number;
  /** Of the answers given, the share that was right. */
  right: number;
}

interface LearningResult {
  train: number;
  test: number;
  /** Questions whose answer was right already, and whose answer a colleague wrote. */
  praised: number;
  corrected: number;
  /** Questions that taught nothing new: what they ask was approved already, or they ask nothing. */
  passed_over: number;
  /** From the approval to an answer that draws on it, with both of them, in milliseconds. */
  effect_p50_ms: number;
  effect_max_ms: number;
  /** How many approvals had an effect on the very next answer to the same question. */
  effects_at_once: number;
  /** Before anything was taught, and after each tenth of the training questions. */
  recall_at_1: number[];
  mrr_at_10: number[];
  ece: number[];
  curve: Record<string, Point>;
}

/**
 * `npm run eval -- learning`: asks the questions of train.jsonl as customers do. A right answer is praised, for another
 * one a colleague writes the answer of the right row; both are approved. After each tenth a version is trained on this
 * machine, as a schedule would have it, and the questions of test.jsonl are asked.
 */
export async function measureLearning(dataDir: string): Promise<LearningResult> {
  const corpus = await readLines(join(dataDir, 'corpus.jsonl'), CorpusRow);
  const train = await readLines(join(dataDir, 'train.jsonl'), Question);
  const test = await readLines(join(dataDir, 'test.jsonl'), Question);
  const answers = new Map(corpus.map((row) => [row.id, row.answer.trim() || row.question.trim()]));
  const desk = await openLearningDesk(corpus);
  const taught = createTeaching(desk, answers);
  const points: Point[] = [];
  try {
    points.push(await measure(desk, taught.rowsOf, test, 0, 0));
    for (let step = 1; step <= STEPS; step += 1) {
      const [from, to] = [step - 1, step].map((at) => Math.round((train.length * at) / STEPS));
      for (const question of train.slice(from, to)) await taught.teach(question);
      await desk.train();
      points.push(await measure(desk, taught.rowsOf, test, step, taught.approved()));
    }
  } finally {
    await desk.stop();
  }
  const curve = Object.fromEntries(points.map((point) => [`step ${point.step}`, point]));
  return {
    train: train.length,
    test: test.length,
    ...taught.figures(),
    recall_at_1: points.map((point) => point.recall_at_1),
    mrr_at_10: points.map((point) => point.mrr_at_10),
    ece: points.map((point) => point.ece),
    curve,
  };
}

async function measure(
  desk: LearningDesk,
  rowsOf: (found: Found) => readonly string[],
  test: readonly Question[],
  step: number,
  approved: number,
): Promise<Point> {
  const outcomes: Outcome[] = [];
  const judged: Judged[] = [];
  for (const { text, relevant } of test) {
    const { reply, found } = await desk.ask(text);
    const rows = [
      ...new Set(found.map((one) => rowsOf(one).find((id) => relevant.includes(id)) ?? rowsOf(one)[0] ?? '')),
    ];
    outcomes.push({ relevant, found: rows, ms: 0 });
    if (isAnswer(reply))
      judged.push({ confidence: reply.trace.confidence ?? 0, right: relevant.includes(rows[0] ?? '') });
  }
  const { recall_at_1, mrr_at_10 } = retrievalFigures(outcomes);
  const point = {
    ...{ step, approved, recall_at_1, mrr_at_10, ece: round(calibrationError(judged)) },
    answered: round(judged.length / test.length),
    right: round(judged.filter((one) => one.right).length / Math.max(1, judged.length)),
  };
  console.error(`  ${JSON.stringify(point)}`);
  return point;
}

function isAnswer(reply: Asked['reply']): boolean {
  return reply.action === 'send' && reply.metadata.kind === 'answer';
}

/** Teaches question by question, and keeps what each approved example is about. */
function createTeaching(desk: LearningDesk, answers: ReadonlyMap<string, string>) {
  const about = new Map<string, readonly string[]>();
  const effectsMs: number[] = [];
  const counts = { praised: 0, corrected: 0, passed_over: 0, effects_at_once: 0 };
  const rowsOf = (found: Found) => ('rowId' in found ? [found.rowId] : (about.get(found.exampleId) ?? []));
  const propose = async ({ text, relevant }: Question): Promise<string | undefined> => {
    const asked = await desk.ask(text);
    const messageId = await desk.converse(text, asked);
    const [first] = asked.found;
    if (isAnswer(asked.reply) && first !== undefined && rowsOf(first).some((id) => relevant.includes(id))) {
      counts.praised += 1;
      return desk.praise(messageId);
    }
    counts.corrected += 1;
    // A question that asks nothing by itself is refused, as in the inbox.
    return desk.correct(messageId, answers.get(relevant[0] ?? '') ?? '').catch(() => undefined);
  };
  return {
    rowsOf,
    approved: () => about.size,
    async teach(question: Question): Promise<void> {
      const exampleId = await propose(question);
      if (exampleId === undefined || about.has(exampleId)) {
        counts.passed_over += 1;
        return;
      }
      about.set(exampleId, question.relevant);
      const begun = performance.now();
      await desk.approve(exampleId);
      for (let tries = 0; tries < EFFECT_TRIES; tries += 1) {
        const { reply } = await desk.ask(question.text);
        const drawsOn = reply.trace.examples.some((one) => one.exampleId === exampleId);
        if (!drawsOn) continue;
        if (tries === 0) counts.effects_at_once += 1;
        effectsMs.push(performance.now() - begun);
        break;
      }
      await desk.runJobs();
    },
    figures: () => ({
      ...counts,
      effect_p50_ms: percentile(effectsMs, 0.5),
      effect_max_ms: percentile(effectsMs, 1),
    }),
  };
}
