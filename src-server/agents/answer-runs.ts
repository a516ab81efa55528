import { z } from 'zod';
import { eitherSignal } from '../core/either-signal.ts';
import type { Service } from '../core/lifecycle.ts';
import type { Log } from '../core/log.ts';
import { countColumn } from '../database/columns.ts';
import { type Queryable, selectAll } from '../database/database.ts';

/** Why a run was ended: the conversation went on without it. */
class DroppedError extends Error {
  override readonly name = 'DroppedError';
}

interface Run {
  /** The state of the conversation that the answer is for, once it is known. */
  fence: number | undefined;
  controller: AbortController;
  ended: Promise<void>;
}

export interface RunCall {
  /** Aborts when the conversation moves on, so that no further token is paid for an answer that nobody will get. */
  signal: AbortSignal;
  /** Names the state that the answer is for. */
  watch(fence: number): void;
}

export interface AnswerRuns extends Service {
  /**
   * Answers one conversation, after an earlier run of it in this process has ended. Resolves to undefined when the
   * conversation moved on meanwhile: the customer wrote again, or a person took over, here or on another sidecar.
   */
  run<T>(
    conversationId: string,
    signal: AbortSignal | undefined,
    work: (call: RunCall) => Promise<T>,
  ): Promise<T | undefined>;
}

export interface AnswerRunsDeps {
  db: Queryable;
  /** Calls `wake` when something may have happened; returns the way to end that. */
  subscribe: (wake: () => void) => () => void;
  log: Log;
}

const FenceRow = z.object({ id: z.string(), fence: countColumn });

/**
 * The answers under way in this process: one for a conversation at a time. What must never go wrong, an answer that is
 * sent too late, is refused by the fence in the database; this only saves the time and the money of finishing it.
 */
export function createAnswerRuns({ db, subscribe, log }: AnswerRunsDeps): AnswerRuns {
  const runs = new Map<string, Run>();
  let unsubscribe = () => {};

  async function dropOutdated(): Promise<void> {
    const watched = [...runs].filter(([, run]) => run.fence !== undefined);
    if (watched.length === 0) return;
    const rows = await selectAll(db, FenceRow, 'SELECT id, fence FROM ai.conversations WHERE id = ANY($1::uuid[])', [
      watched.map(([id]) => id),
    ]);
    for (const [id, run] of watched) {
      const now = rows.find((row) => row.id === id);
      if (now?.fence !== run.fence) run.controller.abort(new DroppedError('The conversation has moved on.'));
    }
  }

  return {
    name: 'answers under way',
    async run(conversationId, signal, work) {
      for (let before = runs.get(conversationId); before !== undefined; before = runs.get(conversationId))
        await before.ended;
      const controller = new AbortController();
      const ended = Promise.withResolvers<void>();
      const run: Run = { fence: undefined, controller, ended: ended.promise };
      runs.set(conversationId, run);
      try {
        return await work({
          signal: eitherSignal(signal, controller.signal),
          watch: (fence) => {
            run.fence = fence;
          },
        });
      } catch (error) {
        if (controller.signal.aborted) return undefined;
        throw error;
      } finally {
        runs.delete(conversationId);
        ended.resolve();
      }
    },
    async start() {
      unsubscribe = subscribe(() => {
        if (runs.size > 0)
          dropOutdated().catch((error: unknown) => log.debug('answers under way were not looked at', { error }));
      });
    },
    async stop() {
      unsubscribe();
    },
  };
}
