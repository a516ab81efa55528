import { errorText } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { isHarmless, isLasting, ModelFailure } from '../openai/failure.ts';
import { createRefusedParameters, type RefusedParameters } from '../openai/refused-parameters.ts';
import { createCircuitBreaker, type Permit } from './circuit-breaker.ts';
import type { GatewayStore, HealthChange, ModelHealth } from './policy.ts';

/** A service that no longer has a model is asked again after a day, in case it was a fault of its own. */
const GONE_PAUSE_MS = 86_400_000;

export interface ModelState {
  readonly refused: RefusedParameters;
  permit(): Permit;
  succeeded(): void;
  failed(error: unknown): void;
  undecided(): void;
}

export interface ModelStatesDeps {
  store: Pick<GatewayStore, 'readHealth' | 'saveHealth'>;
  nowMs: () => number;
  log: Log;
}

/** The state of each model: what was stored of it at the start, then what its calls show. Changes are stored. */
export function createModelStates({ store, nowMs, log }: ModelStatesDeps) {
  const states = new Map<string, ModelState>();
  let known: Promise<ModelHealth[]> | undefined;
  let saving: Promise<void> = Promise.resolve();

  /** One after the other, so that the last change is what stays. A state that is not stored is found out again. */
  function save(model: string, change: HealthChange): void {
    saving = saving
      .then(() => store.saveHealth(model, change))
      .catch((error: unknown) => log.warn('the state of a model was not stored', { model, reason: errorText(error) }));
  }

  function create(model: string, stored: ModelHealth | undefined): ModelState {
    const breaker = createCircuitBreaker(nowMs, stored?.openUntil?.getTime());
    let isWell = stored === undefined || (stored.state === 'ok' && stored.lastError === null);
    return {
      refused: createRefusedParameters(stored?.refused, (refused) => save(model, { refused })),
      permit: breaker.permit,
      undecided: breaker.undecided,
      succeeded() {
        breaker.succeeded();
        if (isWell) return;
        isWell = true;
        save(model, { state: 'ok', openUntil: null, lastError: null, lastErrorAt: null });
      },
      failed(error) {
        const failure = error instanceof ModelFailure ? error : undefined;
        if (failure !== undefined && isHarmless(failure.kind)) return breaker.undecided();
        const isGone = failure?.kind === 'unknownModel';
        breaker.failed({
          isLasting: failure !== undefined && isLasting(failure.kind),
          pauseMs: isGone ? GONE_PAUSE_MS : failure?.pauseMs,
        });
        isWell = false;
        const until = breaker.openUntilMs();
        const state = isGone ? 'gone' : until === undefined ? 'ok' : 'open';
        if (until !== undefined)
          log.warn('a model is left alone for a while', { model, state, reason: errorText(error) });
        save(model, {
          state,
          openUntil: until === undefined ? null : new Date(until),
          lastError: errorText(error),
          lastErrorAt: new Date(nowMs()),
        });
      },
    };
  }

  return {
    async of(model: string): Promise<ModelState> {
      known ??= store.readHealth();
      const stored = await known.catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      const state =
        states.get(model) ??
        create(
          model,
          stored.find((one) => one.model === model),
        );
      states.set(model, state);
      return state;
    },
    /** Resolves when all that was to be stored is. */
    settled: () => saving,
  };
}
