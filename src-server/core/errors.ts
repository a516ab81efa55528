import { ERROR_STATUS, type ErrorCode } from '../contract/errors.ts';

export interface AppErrorOptions {
  cause?: unknown;
  /** Problems of single input fields, shown beside the field. */
  issues?: { path: string; message: string }[];
}

/**
 * The one error class of the sidecar. Its message is written for the person who sees it and names the remedy;
 * what only a developer needs goes into `cause`, which never leaves the server.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly issues: { path: string; message: string }[] | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.issues = options.issues;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** The text of anything that was thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
