import { BUILT_IN_TUNING } from '../../contract/tuning.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError, errorText } from '../../core/errors.ts';
import type { FineTuningService, RemoteJob } from '../../models/openai/fine-tuning.ts';
import { type DatasetContents, readDatasetFiles } from '../read-dataset-files.ts';
import { lastDayOf, refuseByDate } from './fine-tuning-dates.ts';
import type { Trainer, TrainerCall, TrainerJob, TrainerStep } from './trainer.ts';

export interface OpenAiTrainerDeps {
  service: FineTuningService | undefined;
  clock: Clock;
  dataDir: string;
  /** The models of the service with their last day, where that is announced. */
  listModels: (options?: {
    signal?: AbortSignal | undefined;
  }) => Promise<{ model: string; shutdownDate: string | null }[]>;
  /** How long to wait before a running job is looked at again. */
  lookEveryMs?: number;
}

/** The service refuses fewer. */
const FEWEST_LINES = 10;
const LOOK_EVERY_MS = 15_000;
const SUFFIX = 'teppan';
const PARTS = ['train', 'validation'] as const;

/**
 * Trains at the service that is configured: uploads the files, begins one job, and follows it. Our job's id is in the
 * names of the files and in the job's metadata, so that a run which goes on after a kill finds what it had begun, also
 * where the answer to its request was lost: nothing is uploaded or begun twice.
 */
export function createOpenAiTrainer(deps: OpenAiTrainerDeps): Trainer {
  const { service, clock, dataDir, lookEveryMs = LOOK_EVERY_MS } = deps;

  async function refuse(
    { settings, dataset }: Pick<TrainerJob, 'settings' | 'dataset'>,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    if (service === undefined)
      return 'No model service is set up. Enter a key in Settings, train on this machine, or hand the package to another service.';
    const byDate = refuseByDate(settings.baseModel, clock.now());
    if (byDate !== undefined) return byDate;
    const files = await readDatasetFiles(dataDir, dataset.path).catch(() => undefined);
    if (files === undefined)
      return `The file ${dataset.path} is no longer in the data folder. Restore it from a backup, or build a new dataset.`;
    const lines = countLines(files.train);
    if (lines < FEWEST_LINES)
      return `The service trains on at least ${FEWEST_LINES} examples, and this dataset has ${lines} to train on. Approve more first.`;
    try {
      await service.check({ signal });
      const listed = (await deps.listModels({ signal })).find(({ model }) => model === settings.baseModel);
      if (listed !== undefined && listed.shutdownDate !== null && listed.shutdownDate <= today(clock))
        return `${settings.baseModel} was shut down on ${listed.shutdownDate}, with every model trained from it. Choose another base model.`;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return `The service would not train for this account: ${error.message}`;
    }
    return undefined;
  }

  async function advance(job: TrainerJob, call: TrainerCall): Promise<TrainerStep> {
    if (service === undefined) throw new AppError('CONFLICT', 'No model service is set up any more.');
    const remote = await begin(service, job, call);
    try {
      await call.progress(WORDS[remote.status], SHARE[remote.status]);
    } catch (error) {
      // It was called off while the request was on its way, so nobody has told the service.
      if (remote.status !== 'succeeded') await service.cancelJob(remote.id).catch(() => undefined);
      throw error;
    }
    for (const { id, at, message, metrics } of await service.listEvents(remote.id, call))
      await call.tell({ key: id, at, message, ...(metrics === undefined ? {} : { metrics }) });
    if (remote.status === 'failed' || remote.status === 'cancelled')
      throw new AppError(
        'CONFLICT',
        remote.status === 'failed'
          ? `The service could not train: ${remote.problem ?? 'it gave no reason.'}`
          : 'The job was cancelled at the service.',
      );
    if (remote.status !== 'succeeded') return { kind: 'later', afterMs: lookEveryMs };
    if (remote.model === null) throw new AppError('CONFLICT', 'The service finished the job without naming a model.');
    const { train } = await readDatasetFiles(dataDir, job.dataset.path);
    const lastDay = lastDayOf(job.settings.baseModel);
    return {
      kind: 'done',
      model: {
        chatModel: remote.model,
        tuning: BUILT_IN_TUNING,
        report: {
          trainedOn: countLines(train),
          figures: [],
          notes: lastDay === undefined ? [] : [`It goes away on ${lastDay}, with the model that it was trained from.`],
        },
      },
    };
  }

  /** The job at the service: the one that was begun, or else a new one. */
  async function begin(service: FineTuningService, job: TrainerJob, call: TrainerCall): Promise<RemoteJob> {
    if (job.remote.jobId !== undefined) return service.readJob(job.remote.jobId, call);
    const known = await service.findJob(job.id, call);
    if (known !== undefined) {
      await call.remember({ jobId: known.id });
      return service.readJob(known.id, call);
    }
    const files = await readDatasetFiles(dataDir, job.dataset.path);
    const trainingFile = await upload(service, job, call, 'train', files);
    if (trainingFile === undefined) throw new AppError('CONFLICT', 'There is nothing to train on.');
    const validationFile = await upload(service, job, call, 'validation', files);
    await call.progress('Beginning the job', 0.2);
    const { baseModel: model, epochs, seed } = job.settings;
    const made = await service.createJob(
      { model, epochs, seed, trainingFile, validationFile, suffix: SUFFIX, key: job.id },
      call,
    );
    await call.remember({ jobId: made.id });
    return made;
  }

  async function upload(
    service: FineTuningService,
    job: TrainerJob,
    call: TrainerCall,
    part: (typeof PARTS)[number],
    files: DatasetContents,
  ): Promise<string | undefined> {
    const content = files[part];
    if (content === undefined) return undefined;
    const known = job.remote[part];
    if (known !== undefined) return known;
    await call.progress('Uploading the examples', 0.1);
    const name = fileName(job, part);
    const id = await service.upload(name, content, call);
    await call.remember({ [part]: id });
    return id;
  }

  return {
    refuse,
    advance,
    async forget(job, signal) {
      if (service === undefined) {
        if (Object.keys(job.remote).length === 0) return 0;
        throw new AppError(
          'CONFLICT',
          `The files ${PARTS.map((part) => fileName(job, part)).join(' and ')} may still be at the training service, and no key is set up to remove them.`,
        );
      }
      // By their names, as the answer to an upload may have been lost.
      return service.removeFiles(
        PARTS.map((part) => fileName(job, part)),
        { signal },
      );
    },
    async cancel(job, signal) {
      if (service === undefined) return;
      const id = job.remote.jobId ?? (await service.findJob(job.id, { signal }))?.id;
      if (id === undefined) return;
      await service.cancelJob(id, { signal }).catch((error: unknown) => {
        throw new AppError('MODEL_FAILED', `The job is stopped here, but the service said: ${errorText(error)}`, {
          cause: error,
        });
      });
    },
  };
}

/** As a file is called at the service, so that it is found again by its job. */
const fileName = ({ id }: TrainerJob, part: (typeof PARTS)[number]) => `teppan-${id}-${part}.jsonl`;

const WORDS: Record<RemoteJob['status'], string> = {
  validating_files: 'The service checks the files',
  queued: 'Waiting in the service\u2019s queue',
  running: 'The service trains',
  paused: 'Paused at the service',
  succeeded: 'The service has finished',
  failed: 'The service has failed',
  cancelled: 'Cancelled at the service',
};
const SHARE: Record<RemoteJob['status'], number> = {
  validating_files: 0.3,
  queued: 0.4,
  running: 0.6,
  paused: 0.6,
  succeeded: 1,
  failed: 1,
  cancelled: 1,
};

const today = (clock: Clock) => clock.now().toISOString().slice(0, 10);

function countLines(content: Uint8Array): number {
  let lines = 0;
  for (const byte of content) if (byte === 10) lines += 1;
  return lines;
}
