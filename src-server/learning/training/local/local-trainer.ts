import { BUILT_IN_TUNING, type Tuning } from '../../../contract/tuning.ts';
import { AppError } from '../../../core/errors.ts';
import { shuffled } from '../../../core/seeded-random.ts';
import type { Database } from '../../../database/database.ts';
import { readDatasetMembers } from '../../dataset-members.ts';
import type { Trainer } from '../trainer.ts';
import { listForTraining } from '../training-example.store.ts';
import { examine } from './examine-examples.ts';
import { fitAnswerableFrom, fitConfidence } from './fit-confidence.ts';
import { fitRetrieval } from './fit-retrieval.ts';
import { fitRouter } from './fit-router.ts';
import { measureVersion } from './measure-version.ts';
import type { DeskProbe } from './probe.ts';

/** More make no difference to a handful of numbers, and would take minutes. */
const MOST_TRAINED = 150;
const MOST_MEASURED = 50;
const EXAMINED_UNTIL = 0.7;

export interface LocalTrainerDeps {
  db: Database;
  probe: DeskProbe;
}

/**
 * Trains what this desk decides by: how sure an answer is, how passages are ordered and from where on they answer, and
 * what the router takes a message for. Asks no service, and gives the same result for the same seed, examples and
 * articles. The result is numbers: no word of a customer is in it.
 */
export function createLocalTrainer({ db, probe }: LocalTrainerDeps): Trainer {
  return {
    refuse: async () => undefined,
    async advance(job, { signal, progress, tell }) {
      const members = await readDatasetMembers(db, job.dataset.id);
      const pick = (ids: string[], most: number, seed: number) =>
        listForTraining(
          db,
          [...shuffled(ids.length, seed)].slice(0, most).map((at) => ids[at] ?? ''),
        );
      const examples = await pick(members.train, MOST_TRAINED, job.settings.seed);
      if (examples.length === 0)
        throw new AppError('CONFLICT', 'No example of this dataset is left to train on. Build a new dataset.');
      const found = await examine(probe, examples, {
        signal,
        onDone: async (count) => {
          if (count % 10 === 0 || count === examples.length)
            await progress(
              `Asking the desk what it was taught (${count} of ${examples.length})`,
              (EXAMINED_UNTIL * count) / examples.length,
            );
        },
      });
      await tell({ key: 'examined', message: `${examples.length} examples were asked of the desk.` });

      const { retrieval: shipped } = BUILT_IN_TUNING;
      const offline = [...found.answers.values()][0] ?? [];
      const tuning: Tuning = {
        confidence: [...found.answers].flatMap(([model, cases]) => fitConfidence(model, cases) ?? []),
        retrieval: {
          ...fitRetrieval(found.searches, shipped),
          answerableFrom: fitAnswerableFrom(offline, shipped.answerableFrom),
        },
        router: fitRouter(found.intents),
      };
      await progress('Measuring on what was held back', EXAMINED_UNTIL);
      const held = await pick(members.validation, MOST_MEASURED, job.settings.seed + 1);
      const report = await measureVersion(probe, tuning, held, signal);
      await tell({
        key: 'measured',
        message: `Measured on ${held.length} examples that were held back.`,
        metrics: Object.fromEntries(
          report.figures.flatMap(({ name, before, after }) => [
            [`${name} before`, before],
            [`${name} after`, after],
          ]),
        ),
      });
      return {
        kind: 'done',
        model: { chatModel: null, tuning, report: { ...report, trainedOn: members.train.length } },
      };
    },
  };
}
