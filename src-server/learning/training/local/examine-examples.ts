import { BUILT_IN_TUNING } from '../../../contract/tuning.ts';
import type { TrainingExampleRow } from '../training-example.store.ts';
import type { Judged } from './calibration-error.ts';
import type { SearchCase } from './fit-retrieval.ts';
import type { IntentCase } from './fit-router.ts';
import type { DeskProbe, Weights } from './probe.ts';

/** From here on an answer says what the approved one says. */
export const RIGHT_FROM = 0.5;

/** What the desk made of some examples, each asked as if it had never been told. */
export interface Examined {
  searches: SearchCase[];
  intents: IntentCase[];
  /** By model. */
  answers: Map<string, Judged[]>;
}

interface Call {
  signal: AbortSignal;
  onDone(count: number): Promise<void>;
}

/** Asks the desk about each example: what it finds, what it takes it for, and whether what it says is right. */
export async function examine(
  probe: DeskProbe,
  examples: readonly TrainingExampleRow[],
  { signal, onDone }: Call,
): Promise<Examined> {
  const found: Examined = { searches: [], intents: [], answers: new Map() };
  for (const [at, example] of examples.entries()) {
    signal.throwIfAborted();
    const { id, question, answer, intent, citedChunkIds, answered } = example;
    const rightChunk = citedChunkIds[0] ?? (await probe.findPassage(answer, id, signal));
    if (rightChunk !== undefined) found.searches.push({ search: await probe.search(question, id, signal), rightChunk });
    if (intent !== null) found.intents.push({ ranked: await probe.classify(question, signal), rightIntent: intent });
    const judged = await judge(probe, example, BUILT_IN_TUNING.retrieval, signal);
    add(found.answers, judged.model, judged);
    // What a model behind an API had said then is known without asking, and paying, it again.
    if (answered !== null && answered.model !== judged.model) add(found.answers, answered.model, answered);
    await onDone(at + 1);
  }
  return found;
}

/** What the offline answerer says to an example's question, and whether that is what was approved. */
export async function judge(
  probe: DeskProbe,
  { id, question, answer }: Pick<TrainingExampleRow, 'id' | 'question' | 'answer'>,
  weights: Weights,
  signal: AbortSignal,
): Promise<Judged & { model: string }> {
  const said = await probe.answer(question, id, weights, signal);
  const likeness = await probe.likeness(said.text, answer, signal);
  return { model: said.model, confidence: said.confidence, right: likeness >= RIGHT_FROM };
}

function add(answers: Map<string, Judged[]>, model: string, { confidence, right }: Judged): void {
  answers.set(model, [...(answers.get(model) ?? []), { confidence, right }]);
}
