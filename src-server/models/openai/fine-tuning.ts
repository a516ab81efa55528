import { type OpenAI, toFile } from 'openai';
import { z } from 'zod';
import type { CallOptions } from '../embedder.ts';
import type { OpenAiApi } from './openai-api.ts';

/** The state of a job at the service. */
export interface RemoteJob {
  id: string;
  status: 'validating_files' | 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'paused';
  /** The id of the model that it made, once it has. */
  model: string | null;
  /** Why it failed, in the service's words. */
  problem: string | null;
}

export interface RemoteEvent {
  id: string;
  at: Date;
  message: string;
  metrics: Record<string, number> | undefined;
}

export interface NewRemoteJob {
  model: string;
  trainingFile: string;
  validationFile: string | undefined;
  epochs: number;
  seed: number;
  suffix: string;
  /** By which the job is found again. */
  key: string;
}

/** Fine-tuning at an OpenAI-compatible service. Each call is tried again by itself where the service is only busy. */
export interface FineTuningService {
  /** Rejects with the reason where the account may not fine-tune. */
  check(options?: CallOptions): Promise<void>;
  /** Uploads a file unless one of this name is there; gives its id. */
  upload(name: string, content: Uint8Array, options?: CallOptions): Promise<string>;
  /** Deletes the files of these names; gives how many there were. */
  removeFiles(names: readonly string[], options?: CallOptions): Promise<number>;
  findJob(key: string, options?: CallOptions): Promise<RemoteJob | undefined>;
  /** Begins a job unless one with this key is there. */
  createJob(job: NewRemoteJob, options?: CallOptions): Promise<RemoteJob>;
  readJob(id: string, options?: CallOptions): Promise<RemoteJob>;
  /** The latest events, oldest first. */
  listEvents(id: string, options?: CallOptions): Promise<RemoteEvent[]>;
  cancelJob(id: string, options?: CallOptions): Promise<void>;
}

/** Under this name a job carries our key. */
const KEY = 'teppan_job';
const PAGE = 100;

const Job = z
  .object({
    id: z.string().min(1),
    status: z.enum(['validating_files', 'queued', 'running', 'succeeded', 'failed', 'cancelled', 'paused']),
    fine_tuned_model: z.string().nullish(),
    error: z.object({ message: z.string().nullish() }).nullish(),
  })
  .transform(({ id, status, fine_tuned_model, error }): RemoteJob => {
    return { id, status, model: fine_tuned_model ?? null, problem: error?.message ?? null };
  });

const Event = z
  .object({
    id: z.string(),
    created_at: z.number(),
    message: z.string(),
    data: z.record(z.string(), z.unknown()).nullish().catch(null),
  })
  .transform(({ id, created_at, message, data }): RemoteEvent => {
    const numbers = Object.entries(data ?? {}).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, value] as const] : [],
    );
    const metrics = numbers.length === 0 ? undefined : Object.fromEntries(numbers);
    return { id, at: new Date(created_at * 1000), message, metrics };
  });

export function createFineTuningService(api: OpenAiApi): FineTuningService {
  const target = (model = 'fine-tuning') => ({ model, setting: 'Settings' });
  return {
    async check(options) {
      await api.call(target(), ({ client, signal }) => client.fineTuning.jobs.list({ limit: 1 }, { signal }), options);
    },
    // An attempt whose answer was lost may have been heard, so each one looks first whether another has done it.
    upload: (name, content, options) =>
      api.call(
        target(),
        async ({ client, signal }) => {
          const known = await findFile(client, name, signal);
          if (known !== undefined) return known;
          const file = await toFile(content, name, { type: 'application/jsonl' });
          return (await client.files.create({ file, purpose: 'fine-tune' }, { signal })).id;
        },
        options,
      ),
    removeFiles: (names, options) =>
      api.call(
        target(),
        async ({ client, signal }) => {
          const found = [];
          for await (const file of client.files.list({ purpose: 'fine-tune', limit: PAGE }, { signal }))
            if (names.includes(file.filename)) found.push(file.id);
          for (const id of found) await client.files.delete(id, { signal });
          return found.length;
        },
        options,
      ),
    findJob: (key, options) => api.call(target(), async ({ client, signal }) => findJob(client, key, signal), options),
    createJob: (job, options) =>
      api.call(
        target(job.model),
        async ({ client, signal }) =>
          (await findJob(client, job.key, signal)) ??
          Job.parse(
            await client.fineTuning.jobs.create(
              {
                model: job.model,
                training_file: job.trainingFile,
                ...(job.validationFile === undefined ? {} : { validation_file: job.validationFile }),
                method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: job.epochs } } },
                seed: job.seed,
                suffix: job.suffix,
                metadata: { [KEY]: job.key },
              },
              { signal },
            ),
          ),
        options,
      ),
    readJob: (id, options) =>
      api.call(
        target(),
        async ({ client, signal }) => Job.parse(await client.fineTuning.jobs.retrieve(id, { signal })),
        options,
      ),
    listEvents: (id, options) =>
      api.call(
        target(),
        async ({ client, signal }) => {
          const { data } = await client.fineTuning.jobs.listEvents(id, { limit: PAGE }, { signal });
          return data.flatMap((event) => Event.safeParse(event).data ?? []).reverse();
        },
        options,
      ),
    async cancelJob(id, options) {
      await api.call(target(), ({ client, signal }) => client.fineTuning.jobs.cancel(id, { signal }), options);
    },
  };
}

async function findFile(client: OpenAI, name: string, signal: AbortSignal): Promise<string | undefined> {
  for await (const file of client.files.list({ purpose: 'fine-tune', limit: PAGE }, { signal }))
    if (file.filename === name) return file.id;
  return undefined;
}

async function findJob(client: OpenAI, key: string, signal: AbortSignal): Promise<RemoteJob | undefined> {
  for await (const job of client.fineTuning.jobs.list({ limit: PAGE, metadata: { [KEY]: key } }, { signal }))
    if (job.metadata?.[KEY] === key) return Job.parse(job);
  return undefined;
}
