import type { ModelJudgement, Verdict } from '../../contract/replays.ts';
import { AppError } from '../../core/errors.ts';
import type { PerformTask, TaskResult } from '../../models/model-task.ts';
import {
  JUDGE_JSON_SCHEMA,
  JUDGE_SYSTEM_PROMPT,
  type JudgedPair,
  JudgeReply,
  judgeUserPrompt,
} from '../../models/openai/prompts/judge-answers.ts';

export interface ComparedAnswers {
  question: string;
  /** What a person approved or sent; null where there is nothing to compare with. */
  reference: string | null;
  before: string;
  after: string;
}

export type ModelJudge = (answers: ComparedAnswers, signal?: AbortSignal) => Promise<ModelJudgement>;

/** As near to the same reply to the same request as a model comes. */
const TEMPERATURE = 0;

/**
 * Has a language model say which of two answers serves the customer better, without being told which is the new one. It
 * is asked in both orders, as models favour a place: what it does not say both times is no judgement, nor is a reply that
 * cannot be had or read. Each call is one of the gateway's: within the budgets, and on its account.
 */
export function createModelJudge(perform: PerformTask): ModelJudge {
  const ask = (pair: JudgedPair, signal: AbortSignal | undefined) =>
    perform(
      {
        name: 'judge',
        system: JUDGE_SYSTEM_PROMPT,
        data: judgeUserPrompt(pair),
        temperature: TEMPERATURE,
        form: { schema: JudgeReply, jsonSchema: JUDGE_JSON_SCHEMA },
      },
      { signal },
    );
  return async function judge({ question, reference, before, after }, signal) {
    const asked = { question, approved: reference };
    const replies: TaskResult<JudgeReply>[] = [];
    try {
      replies.push(await ask({ ...asked, first: before, second: after }, signal));
      replies.push(await ask({ ...asked, first: after, second: before }, signal));
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      return { verdict: null, why: error.message, ...spentOn(replies) };
    }
    const [one, other] = replies.map(({ value }) => value);
    if (one === undefined || other === undefined)
      return { verdict: null, why: 'The model would not compare these answers.', ...spentOn(replies) };
    const verdict = inBothOrders(one.better, other.better);
    const why =
      verdict === null
        ? 'Asked in both orders, it did not choose the same answer.'
        : one.why.trim() || 'It gave no reason.';
    return { verdict, why, ...spentOn(replies) };
  };
}

/** Null where the two replies do not agree. `before` came first in the one, and second in the other. */
function inBothOrders(one: JudgeReply['better'], other: JudgeReply['better']): Verdict | null {
  if (one === 'second' && other === 'first') return 'better';
  if (one === 'first' && other === 'second') return 'worse';
  return one === 'neither' && other === 'neither' ? 'same' : null;
}

function spentOn(replies: readonly TaskResult<unknown>[]): Pick<ModelJudgement, 'model' | 'costMicroUsd' | 'ms'> {
  const costs = replies.map(({ usage }) => usage.costMicroUsd);
  return {
    model: replies.at(-1)?.model ?? null,
    costMicroUsd: costs.reduce<number | null>((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0),
    ms: replies.reduce((sum, { usage }) => sum + usage.ms, 0),
  };
}

/**
 * What counts of the two: the model's word where it gave one, as it reads whole answers where the rules compare words
 * and figures. Only what the rules found worse never counts as better by a model's word alone.
 */
export function weighJudgements(
  rules: { verdict: Verdict; why: string },
  model: Pick<ModelJudgement, 'verdict' | 'why'>,
): { verdict: Verdict; why: string } {
  if (model.verdict === null) return rules;
  if (rules.verdict === 'worse' && model.verdict === 'better')
    return { verdict: 'same', why: 'The rules and the model contradict each other.' };
  return { verdict: model.verdict, why: model.why };
}
