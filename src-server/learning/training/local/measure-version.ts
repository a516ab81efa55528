import type { VersionFigure, VersionReport } from '../../../contract/model-versions.ts';
import { BUILT_IN_TUNING, type Tuning } from '../../../contract/tuning.ts';
import { calibrateConfidence } from '../../../models/calibrate-confidence.ts';
import type { TrainingExampleRow } from '../training-example.store.ts';
import { calibrationError, type Judged } from './calibration-error.ts';
import { examine, judge } from './examine-examples.ts';
import { meanReciprocalRank } from './fit-retrieval.ts';
import { likeliest } from './fit-router.ts';
import type { DeskProbe } from './probe.ts';

/** Of fewer, one example more or less turns a figure round. */
const FEWEST_MEASURED = 20;

/** Measures a tuning against the desk as it is shipped, on examples that it was not trained on. */
export async function measureVersion(
  probe: DeskProbe,
  tuning: Tuning,
  held: readonly TrainingExampleRow[],
  signal: AbortSignal,
): Promise<Omit<VersionReport, 'trainedOn'>> {
  if (held.length === 0)
    return { figures: [], notes: ['The dataset holds nothing back to measure on: it is too small for that.'] };
  const found = await examine(probe, held, { signal, onDone: async () => {} });
  const before: Judged[] = [];
  const after: Judged[] = [];
  for (const example of held) {
    before.push(await judge(probe, example, BUILT_IN_TUNING.retrieval, signal));
    const { model, confidence, right } = await judge(probe, example, tuning.retrieval, signal);
    after.push({ confidence: calibrateConfidence(tuning.confidence, model, confidence), right });
  }
  const rightShare = (judged: readonly Judged[]) => judged.filter(({ right }) => right).length / judged.length;
  const rightIntents = (router: Tuning['router']) =>
    found.intents.filter((one) => likeliest(one, router) === one.rightIntent).length / found.intents.length;
  const figures: VersionFigure[] = [
    { name: 'calibration_error', count: held.length, before: calibrationError(before), after: calibrationError(after) },
    { name: 'right_answers', count: held.length, before: rightShare(before), after: rightShare(after) },
  ];
  if (found.searches.length > 0)
    figures.push({
      name: 'right_passage_first',
      count: found.searches.length,
      before: meanReciprocalRank(found.searches, BUILT_IN_TUNING.retrieval),
      after: meanReciprocalRank(found.searches, tuning.retrieval),
    });
  if (found.intents.length > 0)
    figures.push({
      name: 'right_intent',
      count: found.intents.length,
      before: rightIntents(BUILT_IN_TUNING.router),
      after: rightIntents(tuning.router),
    });
  const notes =
    held.length < FEWEST_MEASURED
      ? [`It was measured on ${held.length === 1 ? 'one example' : `${held.length} examples`}: too few to say much.`]
      : [];
  return { figures, notes };
}
