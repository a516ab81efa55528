import type { z } from 'zod';
import type { ModelSettings, models } from '../../contract/models.ts';
import { AppError } from '../../core/errors.ts';
import type { RecordAudit } from '../../database/record-audit.ts';
import type { ModelPolicy } from '../../models/gateway/policy.ts';
import { lockModelPolicy, writeModelPolicy } from './model-policy.store.ts';
import { type ModelSettingsDeps, readModelSettings } from './read-model-settings.ts';

export interface ChangePolicyDeps extends ModelSettingsDeps {
  recordAudit: RecordAudit;
}

type Change = z.output<NonNullable<(typeof models.update)['~orpc']['inputSchema']>>;

/** Changes what the owner allows. The next task goes by it, on every sidecar. */
export async function changeModelPolicy(
  deps: ChangePolicyDeps,
  change: Change,
  ownerId: string,
): Promise<ModelSettings> {
  await deps.db.transaction(async (tx) => {
    const before = await lockModelPolicy(tx, deps.configuredModel);
    await writeModelPolicy(tx, changed(before, change), ownerId, deps.clock.now());
    await deps.recordAudit(tx, {
      actorId: ownerId,
      action: 'models.changed',
      subjectType: 'settings',
      subjectId: 'models',
      details: change,
    });
    tx.emit({ type: 'system.notice' });
  });
  return readModelSettings(deps);
}

function changed(before: ModelPolicy, { chain, budgets, prices }: Change): ModelPolicy {
  if (chain !== undefined && new Set(chain).size !== chain.length)
    throw new AppError('BAD_INPUT', 'Each model can stand in the chain once. Remove the double one.', {
      issues: [{ path: 'chain', message: 'A model stands here twice.' }],
    });
  const { perMessageMicroUsd, perDayMicroUsd, perMonthMicroUsd } = budgets ?? {};
  const merged = Object.entries({ ...before.prices, ...prices });
  return {
    chain: chain ?? before.chain,
    budgets: {
      perMessageMicroUsd: perMessageMicroUsd === undefined ? before.budgets.perMessageMicroUsd : perMessageMicroUsd,
      perDayMicroUsd: perDayMicroUsd === undefined ? before.budgets.perDayMicroUsd : perDayMicroUsd,
      perMonthMicroUsd: perMonthMicroUsd === undefined ? before.budgets.perMonthMicroUsd : perMonthMicroUsd,
    },
    prices: Object.fromEntries(merged.flatMap(([model, price]) => (price === null ? [] : [[model, price]]))),
  };
}
