import type { z } from 'zod';
import type { ModelExchange } from './call-journal.ts';
import type { CallOptions } from './embedder.ts';
import type { Gateway, ModelInTurn } from './gateway/create-gateway.ts';
import type { ModelUsage } from './language-model.ts';
import { toFailure } from './openai/failure.ts';
import { parseReply } from './openai/parse-reply.ts';
import { repeatsRules } from './repeats-rules.ts';

/** Anything that a model is asked for: rules that we wrote, data that others wrote, and the form of the reply. */
export interface ModelTask<T> {
  /** Names it in the account of costs: `answer`, `summary`. */
  name: string;
  /** Ours alone: no text of a customer, an article or a tool goes in here. */
  system: string;
  /** Everything that others wrote, as JSON. */
  data: string;
  temperature: number;
  form: { schema: z.ZodType<T>; jsonSchema: Record<string, unknown> };
}

export interface TaskResult<T> {
  /** Undefined when the model would not do it. */
  value: T | undefined;
  model: string;
  usage: ModelUsage;
}

/** Does a task with the first model of the chain that succeeds; rejects with MODEL_FAILED when none does. */
export type PerformTask = <T>(task: ModelTask<T>, options?: CallOptions) => Promise<TaskResult<T>>;

/**
 * A reply that does not have the form is sent back once to be mended; after that the model has failed. One that gives
 * the rules away is no reply: whoever asked for them is not served.
 */
export function createPerformTask(gateway: Pick<Gateway, 'run'>): PerformTask {
  return (task, options) =>
    gateway.run(
      task.name,
      async (turn, callOptions) => ({
        value: withoutRules(task, await askInForm(task, turn, callOptions)),
        model: turn.model,
        usage: turn.usage(),
      }),
      options,
    );
}

function withoutRules<T>({ system }: ModelTask<T>, value: T | undefined): T | undefined {
  return value === undefined || repeatsRules(value, system) ? undefined : value;
}

async function askInForm<T>(task: ModelTask<T>, turn: ModelInTurn, options: CallOptions): Promise<T | undefined> {
  const { schema } = task.form;
  const messages = [
    { role: 'system' as const, content: task.system },
    { role: 'user' as const, content: task.data },
  ];
  const first = await exchange(task, turn, messages, options);
  if (first.refused) return undefined;
  const parsed = parseReply(first.text, schema);
  if (parsed.ok) return parsed.value;

  const repair = `That was not the JSON object that was asked for (${parsed.problem}). Reply with the corrected JSON object and nothing else.`;
  const second = await exchange(
    task,
    turn,
    [...messages, { role: 'assistant', content: first.text }, { role: 'user', content: repair }],
    options,
  );
  if (second.refused) return undefined;
  const repaired = parseReply(second.text, schema);
  if (repaired.ok) return repaired.value;
  throw toFailure('unusable', new Error(repaired.problem), { model: turn.model, setting: 'Settings' });
}

/** One call, which the journal tells of also when no reply comes. */
async function exchange<T>(
  { name, temperature, form }: ModelTask<T>,
  turn: ModelInTurn,
  messages: ModelExchange['messages'],
  options: CallOptions,
) {
  const told: ModelExchange = { model: turn.model, temperature, messages, reply: null };
  options.journal?.exchanges.push(told);
  try {
    const reply = await turn.ask({ messages, temperature, schema: { name, schema: form.jsonSchema } }, options);
    told.reply = reply.text;
    return reply;
  } finally {
    if (turn.refuses('temperature')) told.temperature = null;
  }
}
