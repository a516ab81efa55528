import { eitherSignal } from '../../core/either-signal.ts';
import { errorText } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { startTimeLimit, type Timer } from '../../core/timer.ts';
import type { CallOptions } from '../embedder.ts';
import { type CallMeter, createCallMeter, type RecordModelCall } from '../model-calls.ts';
import { type Chat, createChat, MAX_REPLY_TOKENS } from '../openai/chat.ts';
import { ModelFailure } from '../openai/failure.ts';
import type { OpenAiApi } from '../openai/openai-api.ts';
import { createMessageAccount, createSpend, type MessageAccount, tokensOf } from './budget.ts';
import { createModelStates, type ModelState } from './model-states.ts';
import type { GatewayStore, ModelPolicy } from './policy.ts';

export interface GatewayDeps {
  api: OpenAiApi;
  store: GatewayStore;
  log: Log;
  nowMs: () => number;
  recordModelCall: RecordModelCall;
  timer: Timer;
  /** For one task over all models and attempts; after it the offline answerer takes over. */
  taskMs: number;
}

/** What a task is given: one model of the chain. */
export interface ModelInTurn {
  model: string;
  ask: (request: Parameters<Chat>[0], options: CallOptions) => ReturnType<Chat>;
  /** Whether the model would not take this parameter, so that it is sent without. */
  refuses: ModelState['refused']['has'];
  usage: CallMeter['usage'];
}

export interface Gateway {
  /** Does a task with the first model of the chain that can be used and succeeds. Rejects with MODEL_FAILED. */
  run<T>(
    task: string,
    work: (turn: ModelInTurn, options: CallOptions) => Promise<T>,
    options?: CallOptions,
  ): Promise<T>;
  /** The same with this model alone. */
  only(model: string): Pick<Gateway, 'run'>;
  /** The same with this model before the others of the chain. */
  first(model: string): Pick<Gateway, 'run'>;
  /** The owner's chain as it is now. */
  readChain(): Promise<readonly string[]>;
  /** Makes one small call, whatever the state of the model, which it renews. Rejects with the reason in words. */
  probe(model: string, options?: CallOptions): Promise<{ ms: number }>;
  /** The model that would be asked first, as far as is known. */
  firstModel(): string | undefined;
  /** Ends what runs in the background. */
  stop(): Promise<void>;
}

/**
 * For all tasks of one message together. With the time to embed it this stays below the 90 seconds that the job of an
 * answer has, so that a slow service costs a customer one wait and not three.
 */
const MESSAGE_MS = 60_000;
const LEFT_ALONE = 'It is left alone for a while after failures.';
const SETTING = 'Settings (or TEPPAN_CHAT_MODEL)';
const PROBE = { messages: [{ role: 'user' as const, content: 'Reply with the one word: ready' }], temperature: 0 };

/** The one way to chat models: the owner's chain, the models' states, the budgets, the account. */
export function createGateway(deps: GatewayDeps): Gateway {
  const { api, store, log, nowMs, recordModelCall } = deps;
  const states = createModelStates(deps);
  const spend = createSpend(store.ledger, log);
  const stopping = new AbortController();
  const probes = new Set<Promise<unknown>>();
  let lastPolicy: ModelPolicy | undefined;

  async function readPolicy(): Promise<ModelPolicy> {
    lastPolicy = await store.readPolicy();
    return lastPolicy;
  }

  /** One model with the budgets in force; what it is asked is metered as one task. */
  async function turnOf(
    model: string,
    task: string,
    state: ModelState,
    policy: ModelPolicy,
    account = createMessageAccount(),
  ) {
    const meter = createCallMeter(task, model, nowMs, recordModelCall, () => policy.prices);
    const chat = createChat(api, { model, setting: SETTING }, state.refused);
    const ask: ModelInTurn['ask'] = (request, options) => {
      const characters = JSON.stringify(request).length;
      const estimate = { input: tokensOf(characters), output: MAX_REPLY_TOKENS };
      return spend({ model, estimate, ...policy, account }, (book) =>
        chat(request, {
          ...options,
          onUsage(tokens) {
            book(tokens);
            meter.add(tokens);
          },
        }),
      );
    };
    return { meter, turn: { model, ask, usage: meter.usage, refuses: state.refused.has } };
  }

  async function probe(model: string, { signal }: CallOptions = {}): Promise<{ ms: number }> {
    const state = await states.of(model);
    const startedMs = nowMs();
    try {
      const { meter, turn } = await turnOf(model, 'probe', state, await readPolicy());
      await meter.measure(() => turn.ask(PROBE, { signal }), signal);
      state.succeeded();
      return { ms: Math.round(nowMs() - startedMs) };
    } catch (error) {
      if (signal?.aborted === true) state.undecided();
      else state.failed(error);
      throw error;
    } finally {
      await states.settled();
    }
  }

  function probeAside(model: string): void {
    const running = probe(model, { signal: stopping.signal })
      .then(() => log.info('a model answers again', { model }))
      .catch((error: unknown) => log.debug('a model is still failing', { model, reason: errorText(error) }))
      .finally(() => probes.delete(running));
    probes.add(running);
  }

  async function run<T>(
    policy: ModelPolicy,
    task: string,
    work: (turn: ModelInTurn, options: CallOptions) => Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    const { account = createMessageAccount() } = options;
    const limit = startTimeLimit(deps.timer, Math.max(0, Math.min(deps.taskMs, MESSAGE_MS - account.ms)), 'the task');
    const begunMs = nowMs();
    try {
      return await runWithin(limit.signal, policy, task, work, { ...options, account });
    } finally {
      limit.lift();
      account.ms += nowMs() - begunMs;
    }
  }

  async function runWithin<T>(
    timeIsUp: AbortSignal,
    policy: ModelPolicy,
    task: string,
    work: (turn: ModelInTurn, options: CallOptions) => Promise<T>,
    options: CallOptions & { account: MessageAccount },
  ): Promise<T> {
    const signal = eitherSignal(options.signal, timeIsUp);
    let last: unknown;
    for (const model of policy.chain) {
      const state = await states.of(model);
      const permit = state.permit();
      if (permit === 'probe') probeAside(model);
      if (permit !== 'ask') {
        options.journal?.attempts.push({ model, outcome: 'skipped', reason: LEFT_ALONE, ms: 0 });
        continue;
      }
      const startedMs = nowMs();
      const attempted = (outcome: 'answered' | 'failed', reason: string | null) =>
        options.journal?.attempts.push({ model, outcome, reason, ms: Math.round(nowMs() - startedMs) });
      const { meter, turn } = await turnOf(model, task, state, policy, options.account);
      try {
        const result = await meter.measure(() => work(turn, { ...options, signal }), options.signal);
        state.succeeded();
        attempted('answered', null);
        return result;
      } catch (error) {
        options.signal?.throwIfAborted();
        attempted('failed', errorText(error));
        state.failed(error);
        last = error;
        log.warn('a model of the chain failed', { model, task, reason: errorText(error) });
        if (timeIsUp.aborted) break;
      }
    }
    throw last instanceof ModelFailure ? last : noModel(last);
  }

  return {
    run: async (task, work, options) => run(await readPolicy(), task, work, options),
    only: (model) => ({
      run: async (task, work, options) => run({ ...(await readPolicy()), chain: [model] }, task, work, options),
    }),
    first: (model) => ({
      async run(task, work, options) {
        const policy = await readPolicy();
        const chain = [model, ...policy.chain.filter((other) => other !== model)];
        return run({ ...policy, chain }, task, work, options);
      },
    }),
    readChain: async () => (await readPolicy()).chain,
    probe,
    firstModel: () => lastPolicy?.chain[0],
    async stop() {
      stopping.abort(new Error('Teppan is closing.'));
      await Promise.allSettled(probes);
      await states.settled();
    },
  };
}

function noModel(cause: unknown): ModelFailure {
  return new ModelFailure(
    'server',
    'No language model can be used just now. See Settings, “Language models”, for the state of each.',
    { cause },
  );
}
