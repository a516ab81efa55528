import type { ToolCall, Trace } from '../contract/traces.ts';
import type { Clock } from '../core/clock.ts';
import { errorText } from '../core/errors.ts';
import { type CallJournal, createCallJournal } from '../models/call-journal.ts';

/**
 * What happens on the way to one answer, for its trace. Made where a turn begins and handed to whoever works on it: it
 * is no part of the answer, and tells also of work that failed. It holds texts of customers: never log it.
 */
export interface TurnJournal {
  readonly startedAt: Date;
  readonly steps: Trace['steps'];
  /** Handed to each call of a model. */
  readonly calls: CallJournal;
  /** Names a step and adds how long it took, also when it fails. */
  time<T>(name: string, work: () => Promise<T>): Promise<T>;
  add(name: string, ms: number): void;
}

export function createTurnJournal(clock: Clock): TurnJournal {
  const steps: Trace['steps'] = [];
  const add = (name: string, ms: number) => void steps.push({ name, ms: Math.round(ms) });
  return {
    startedAt: clock.now(),
    steps,
    calls: createCallJournal(),
    add,
    async time(name, work) {
      const startedMs = clock.now().getTime();
      try {
        return await work();
      } finally {
        add(name, clock.now().getTime() - startedMs);
      }
    },
  };
}

/** Longer arguments and results are shortened in a trace. */
const MOST_CHARACTERS = 2_000;

type Tool = (...given: never[]) => Promise<unknown>;

/**
 * The same tools, of which each call is added to `calls`. The first argument is the handle that is queried, and is not
 * told. `unnoted` names those that every turn reads and that say nothing of this one.
 */
export function noteToolCalls<Tools extends object>(
  tools: Tools,
  calls: ToolCall[],
  clock: Clock,
  unnoted: readonly (keyof Tools & string)[] = [],
): Tools {
  const note = (name: string, tool: Tool) =>
    async function noted(...given: never[]): Promise<unknown> {
      const startedMs = clock.now().getTime();
      const told = (result: string, failed: boolean) => {
        const ms = clock.now().getTime() - startedMs;
        calls.push({ name, arguments: inJson(given.slice(1)), result, failed, ms });
      };
      try {
        const result = await tool(...given);
        told(inJson(result), false);
        return result;
      } catch (error) {
        told(errorText(error), true);
        throw error;
      }
    };
  const entries = Object.entries(tools).map(([name, tool]) =>
    typeof tool === 'function' && !unnoted.some((one) => one === name)
      ? [name, note(name, tool as Tool)]
      : [name, tool],
  );
  return Object.fromEntries(entries) as Tools;
}

function inJson(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}
