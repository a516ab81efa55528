import type { RouteRequest } from './routes.ts';

export type JobStatus = 'validating_files' | 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface FineTuning {
  /** What jobs go through, one state for each time that they are asked for; the last one stays. */
  play(...states: JobStatus[]): void;
  /** What has been uploaded and begun so far. */
  readonly files: readonly { id: string; filename: string; content: string }[];
  readonly jobs: readonly Job[];
  routes: Record<string, (request: RouteRequest) => object>;
}

interface Job {
  id: string;
  body: Record<string, unknown>;
  status: JobStatus;
  seen: JobStatus[];
}

const AT = 1_780_000_000;
const ORDINARY: readonly JobStatus[] = ['validating_files', 'queued', 'running', 'running', 'succeeded'];

/** Files and fine-tuning jobs of the protocol server, which goes on with a job each time that it is asked for. */
export function createFineTuning(): FineTuning {
  const files: { id: string; filename: string; content: string }[] = [];
  const jobs: Job[] = [];
  let states: readonly JobStatus[] = ORDINARY;
  let uploads = 0;

  const described = ({ id, filename, content }: (typeof files)[number]) => ({
    id,
    object: 'file',
    bytes: Buffer.byteLength(content),
    created_at: AT,
    filename,
    purpose: 'fine-tune',
    status: 'processed',
  });
  const toJob = ({ id, body, status }: Job) => ({
    id,
    object: 'fine_tuning.job',
    created_at: AT,
    error:
      status === 'failed'
        ? { code: 'invalid_training_file', message: 'The training file is invalid.', param: 'training_file' }
        : null,
    fine_tuned_model: status === 'succeeded' ? `ft:${body.model}:teppan::${id}` : null,
    finished_at: status === 'succeeded' ? AT + 600 : null,
    hyperparameters: { n_epochs: 3, batch_size: 1, learning_rate_multiplier: 1.8 },
    model: body.model,
    organization_id: 'org-1',
    result_files: [],
    status,
    trained_tokens: status === 'succeeded' ? 1_234 : null,
    training_file: body.training_file,
    validation_file: body.validation_file ?? null,
    seed: body.seed ?? 1,
    method: body.method,
    metadata: body.metadata ?? null,
  });
  const find = (id: string | undefined): Job => {
    const job = jobs.find((one) => one.id === id);
    if (job === undefined) throw new Error(`There is no job ${id}.`);
    return job;
  };
  const listed = (data: object[]) => ({ object: 'list', data, has_more: false });

  return {
    files,
    jobs,
    play(...played) {
      states = played;
    },
    routes: {
      'POST /files': ({ body }) => {
        uploads += 1;
        const file = { id: `file-${uploads}`, filename: String(body.filename), content: String(body.file) };
        files.push(file);
        return described(file);
      },
      'DELETE /files/{id}': ({ id }) => {
        const nth = files.findIndex((file) => file.id === id);
        if (nth < 0) throw new Error(`There is no file ${id}.`);
        files.splice(nth, 1);
        return { id, object: 'file', deleted: true };
      },
      'GET /files': () => ({
        ...listed(files.map(described)),
        first_id: files[0]?.id ?? '',
        last_id: files.at(-1)?.id ?? '',
      }),
      'POST /fine_tuning/jobs': ({ body }) => {
        const job: Job = { id: `ftjob-${jobs.length + 1}`, body, status: states[0] ?? 'queued', seen: [] };
        jobs.push(job);
        return toJob(job);
      },
      'GET /fine_tuning/jobs': () => listed(jobs.map(toJob)),
      'GET /fine_tuning/jobs/{id}': ({ id }) => {
        const job = find(id);
        if (job.status !== 'cancelled') job.status = states[Math.min(job.seen.length, states.length - 1)] ?? 'queued';
        job.seen.push(job.status);
        return toJob(job);
      },
      'GET /fine_tuning/jobs/{id}/events': ({ id }) => {
        const job = find(id);
        const ordinary = job.seen.map((status, nth) => ({
          id: `ftevent-${job.id}-${nth}`,
          object: 'fine_tuning.job.event',
          created_at: AT + nth,
          level: 'info',
          ...(status === 'running'
            ? { type: 'metrics', message: `Step ${nth}`, data: { step: nth, train_loss: 1 / (nth + 1) } }
            : { type: 'message', message: `The job is ${status}`, data: {} }),
        }));
        // Newest first, as the service tells them.
        return listed(ordinary.reverse());
      },
      'POST /fine_tuning/jobs/{id}/cancel': ({ id }) => {
        const job = find(id);
        job.status = 'cancelled';
        return toJob(job);
      },
    },
  };
}
