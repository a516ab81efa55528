import type { VersionReport } from '../../contract/model-versions.ts';
import type { TrainingSettings } from '../../contract/training-jobs.ts';
import type { Tuning } from '../../contract/tuning.ts';

/** A job as its trainer sees it. */
export interface TrainerJob {
  id: string;
  settings: TrainingSettings;
  dataset: { id: string; name: string; version: number; path: string };
  /** What the trainer has noted of a service, to find again what it began. */
  remote: Record<string, string>;
}

export interface TrainedModel {
  chatModel: string | null;
  tuning: Tuning;
  report: VersionReport;
}

export type TrainerStep =
  | { kind: 'done'; model: TrainedModel }
  /** Goes on elsewhere; look again then. */
  | { kind: 'later'; afterMs: number }
  /** A person trains elsewhere and enters the model's id. */
  | { kind: 'handed-over' };

export interface TrainerCall {
  signal: AbortSignal;
  progress(step: string, share: number): Promise<void>;
  /** Told once for each key, whatever is repeated after a restart. */
  tell(event: { key: string; message: string; at?: Date; metrics?: Record<string, number> }): Promise<void>;
  /** Keeps what a service calls something, before anything else is done with it. */
  remember(remote: Record<string, string>): Promise<void>;
}

/**
 * Turns a dataset into a model. Every trainer may be run again after a kill at any moment, and finds what it had begun:
 * one job, one upload of a file, one version.
 */
export interface Trainer {
  /** Why a job cannot be begun, in a sentence that names the remedy; undefined where it can. */
  refuse(job: Pick<TrainerJob, 'settings' | 'dataset'>, signal?: AbortSignal): Promise<string | undefined>;
  /** Goes on with the job. An AppError that is no MODEL_FAILED or UNAVAILABLE ends it; anything else is tried again. */
  advance(job: TrainerJob, call: TrainerCall): Promise<TrainerStep>;
  /** Ends what goes on elsewhere. */
  cancel?(job: TrainerJob, signal?: AbortSignal): Promise<void>;
  /** Removes what a service was given of the examples; returns how many files. Twice is the same as once. */
  forget?(job: TrainerJob, signal?: AbortSignal): Promise<number>;
}
