import { errorText } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { ModelFailure } from '../openai/failure.ts';
import { costMicroUsd, type OwnPrices } from '../prices.ts';
import type { Budgets, SpendLedger } from './policy.ts';

/** What the answer to one message has cost in money and time, over all the calls that it took. Made once a message and handed to each call. */
export interface MessageAccount {
  microUsd: number;
  /** How long language models have worked on it. */
  ms: number;
}

export const createMessageAccount = (): MessageAccount => ({ microUsd: 0, ms: 0 });

export interface PaidCall {
  model: string;
  /** The most that it can use. */
  estimate: { input: number; output: number };
  budgets: Budgets;
  prices: OwnPrices;
  account: MessageAccount;
}

export type Spend = <T>(
  call: PaidCall,
  run: (onUsage: (tokens: { input: number; output: number }) => void) => Promise<T>,
) => Promise<T>;

/** Four characters are a token in English, fewer in other languages. */
export const tokensOf = (characters: number): number => Math.ceil(characters / 3) + 50;

/**
 * Makes a paid call under the budgets: what it can cost at most is set aside before, what it has cost is booked after,
 * also when it failed. A model whose price is not known counts as free; the settings say so.
 */
export function createSpend(ledger: SpendLedger, log: Log): Spend {
  return async ({ model, estimate, budgets, prices, account }, run) => {
    const most = costMicroUsd(model, estimate.input, estimate.output, prices) ?? 0;
    if (budgets.perMessageMicroUsd !== null && most > 0 && account.microUsd + most > budgets.perMessageMicroUsd)
      throw new ModelFailure('overBudget', 'The budget for one message does not allow another call of a model.');
    const held = most === 0 ? undefined : await ledger.reserve(most, budgets);
    if (held !== undefined && 'budget' in held) throw overBudget(held.budget, held.resetsAt);

    let input = 0;
    let output = 0;
    account.microUsd += most;
    try {
      return await run((tokens) => {
        input += tokens.input;
        output += tokens.output;
      });
    } finally {
      const spent = costMicroUsd(model, input, output, prices) ?? 0;
      account.microUsd += spent - most;
      if (held !== undefined)
        await ledger
          .settle(held.day, most, spent)
          .catch((error: unknown) =>
            log.warn('the cost of a call stays reserved', { model, reason: errorText(error) }),
          );
    }
  };
}

function overBudget(budget: 'day' | 'month', resetsAt: Date): ModelFailure {
  return new ModelFailure(
    'overBudget',
    `The budget for language models for this ${budget} is used up. It begins anew on ${resetsAt.toUTCString()}; the owner can raise it in Settings.`,
  );
}
