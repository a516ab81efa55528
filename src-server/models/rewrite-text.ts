import type { CallOptions } from './embedder.ts';
import type { PerformTask } from './model-task.ts';
import { REWRITE_JSON_SCHEMA, RewriteReply, rewriteUserPrompt } from './openai/prompts/rewrite-reply.ts';

/** One more than the first, told what was wrong with it. */
const ATTEMPTS = 2;

export interface RewriteTask {
  /** Names it in the account of costs. */
  name: 'rewrite' | 'translate';
  system: string;
  text: string;
  temperature: number;
}

export interface RewrittenText {
  text: string;
  model: string;
  /** What is wrong with the last attempt; the text may only be used where this is empty. */
  problems: string[];
}

/**
 * Has a model put a text into other words, checked by code and tried once more where that finds something wrong.
 * Undefined where the model would not do it; rejects with MODEL_FAILED where none answers.
 */
export async function rewriteText(
  perform: PerformTask,
  { name, system, text, temperature }: RewriteTask,
  findProblems: (rewritten: string) => string[],
  call: CallOptions,
): Promise<RewrittenText | undefined> {
  for (let attempt = 1, problems: string[] = []; ; attempt += 1) {
    const form = { schema: RewriteReply, jsonSchema: REWRITE_JSON_SCHEMA };
    const data = rewriteUserPrompt(text, problems);
    const { value, model } = await perform({ name, system, data, temperature, form }, call);
    if (value === undefined) return undefined;
    problems = findProblems(value.text);
    if (problems.length === 0 || attempt === ATTEMPTS) return { text: value.text, model, problems };
  }
}
