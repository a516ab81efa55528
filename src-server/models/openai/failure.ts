import { APIConnectionError, APIError } from 'openai';
import { AppError } from '../../core/errors.ts';
import { BodyTooLargeError } from './limit-body.ts';

/** What went wrong, in the kinds that are handled differently. */
export type FailureKind =
  | 'aborted'
  | 'timeout'
  | 'network'
  | 'busy'
  | 'server'
  | 'noCredit'
  | 'wrongKey'
  | 'notAllowed'
  | 'unknownModel'
  | 'badRequest'
  | 'tooLarge'
  | 'unusable'
  | 'overBudget';

/** Those that may pass by themselves. Asking again after the others changes nothing. */
const PASSING: ReadonlySet<FailureKind> = new Set<FailureKind>(['timeout', 'network', 'busy', 'server']);
/** Those that a person has to mend, at the service or in the settings. */
const LASTING: ReadonlySet<FailureKind> = new Set<FailureKind>(['noCredit', 'wrongKey', 'notAllowed', 'unknownModel']);
/** Those that say something of the request or of our own limits, and nothing of the model. */
const HARMLESS: ReadonlySet<FailureKind> = new Set<FailureKind>(['aborted', 'badRequest', 'overBudget']);

export const mayPass = (kind: FailureKind): boolean => PASSING.has(kind);
export const isLasting = (kind: FailureKind): boolean => LASTING.has(kind);
export const isHarmless = (kind: FailureKind): boolean => HARMLESS.has(kind);

/** An error that leaves the gateway, with what the gateway itself needs to know of it. */
export class ModelFailure extends AppError {
  readonly kind: FailureKind;
  /** How long the service asked to be left alone. */
  readonly pauseMs: number | undefined;

  constructor(kind: FailureKind, text: string, options: { cause?: unknown; pauseMs?: number | undefined } = {}) {
    super('MODEL_FAILED', text, { cause: options.cause });
    this.kind = kind;
    this.pauseMs = options.pauseMs;
  }
}

/** The connection ended before the answer did. */
export class CutStreamError extends Error {
  override readonly name = 'CutStreamError';
}

/** Reads the kind from an error and its causes. `timedOut` tells our own time limit from a caller who gave up. */
export function failureKind(error: unknown, state: { aborted: boolean; timedOut: boolean }): FailureKind {
  if (state.aborted) return 'aborted';
  if (hasCause(error, (cause) => cause instanceof BodyTooLargeError)) return 'tooLarge';
  if (state.timedOut) return 'timeout';
  if (error instanceof APIConnectionError || error instanceof CutStreamError) return 'network';
  if (error instanceof APIError) {
    const code = error.code ?? error.type;
    // Without a status it came in the middle of a stream.
    return error.status === undefined ? streamErrorKind(code) : statusKind(error.status, code);
  }
  // A body that ends too early, or that is not JSON, did not arrive as it was sent.
  return error instanceof SyntaxError || error instanceof TypeError ? 'network' : 'unusable';
}

function statusKind(status: number, code: string | undefined): FailureKind {
  if (status === 429) return code === 'insufficient_quota' ? 'noCredit' : 'busy';
  if (status === 401) return 'wrongKey';
  if (status === 403) return 'notAllowed';
  if (status === 404) return 'unknownModel';
  if (status === 408 || status === 409) return 'busy';
  return status >= 500 ? 'server' : 'badRequest';
}

function streamErrorKind(code: string | undefined): FailureKind {
  if (code === 'insufficient_quota') return 'noCredit';
  return code?.includes('rate_limit') ? 'busy' : 'server';
}

function hasCause(error: unknown, test: (cause: unknown) => boolean): boolean {
  for (let cause = error, depth = 0; cause !== undefined && depth < 8; depth += 1) {
    if (test(cause)) return true;
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return false;
}

/** The error that leaves the gateway: a sentence that names the remedy; what the server said stays in `cause`. */
export function toFailure(
  kind: Exclude<FailureKind, 'overBudget'>,
  cause: unknown,
  { model, setting }: { model: string; setting: string },
  pauseMs?: number,
): ModelFailure {
  const text: Record<typeof kind, string> = {
    aborted: 'The call was ended.',
    timeout: 'The model service took too long to answer. Try again in a minute.',
    network: 'The model service cannot be reached. Check the internet connection and OPENAI_BASE_URL.',
    busy: 'The model service is too busy just now. Try again in a minute.',
    server: 'The model service has a fault of its own. Try again in a few minutes.',
    noCredit: 'The account at the model service has no credit left. Add credit there, then try again.',
    wrongKey:
      'The model service does not accept the API key. Enter a valid key in Settings (or set OPENAI_API_KEY) and restart Teppan.',
    notAllowed: `The API key may not use the model “${model}”. Allow it in the account, or name another model in ${setting}.`,
    unknownModel: `The model service does not know the model “${model}”. Name another one in ${setting}, and check OPENAI_BASE_URL.`,
    badRequest: `The model service refused the request to “${model}”. Check that ${setting} names a model for this task.`,
    tooLarge: 'The model service sent far too long an answer, which was dropped. Try again, or choose another model.',
    unusable: `The model “${model}” gave an answer that cannot be used. Try again, or name another model in ${setting}.`,
  };
  return new ModelFailure(kind, text[kind], { cause, pauseMs });
}
