import type { Database, Transaction } from '../../database/database.ts';
import { isNextIncomplete } from './next-vector.store.ts';
import { lockSearchModel, writeSearchModel } from './search-model.store.ts';
import { VECTOR_TABLES } from './vector-tables.ts';

const SWAP_LIMIT_MS = 60_000;

export type SwapOutcome = 'swapped' | 'incomplete' | 'superseded';

export interface SwapDeps {
  db: Database;
  configured: { model: string };
  now: () => Date;
}

/**
 * Makes the next vectors those in use, in one transaction that changes names only. `incomplete` when something that is
 * in use was written since it was looked at and still lacks its next vector; `superseded` when it is not wanted any more.
 */
export function swapVectors(deps: SwapDeps, target: string): Promise<SwapOutcome> {
  return deps.db.longOperation(SWAP_LIMIT_MS, () =>
    deps.db.transaction(async (tx) => {
      // Gives up before Postgres looks for deadlocks, so that a writer is never the one that is ended; readers who come
      // meanwhile wait no longer than this.
      await tx.query("SET LOCAL lock_timeout = '800ms'");
      await tx.query(`LOCK TABLE ${VECTOR_TABLES.map(({ name }) => name).join(', ')} IN ACCESS EXCLUSIVE MODE`);
      const before = await lockSearchModel(tx);
      if (before.state !== 'building' || before.target !== target) return 'superseded';
      if (await isNextIncomplete(tx, target)) return 'incomplete';
      for (const table of VECTOR_TABLES) {
        await exchangeColumns(tx, table.name, table.vector, 'next_vector');
        await exchangeColumns(tx, table.name, 'embedding_model', 'next_embedding_model');
        await exchangeIndexes(tx, table.index, table.nextIndex);
      }
      const isBack = target !== deps.configured.model && before.declined === deps.configured.model;
      await writeSearchModel(tx, {
        active: target,
        spare: before.active,
        // Going back leaves the configured model waiting: it is a click away, and not taken again by itself.
        target: isBack ? deps.configured.model : null,
        state: isBack ? 'waiting_for_approval' : 'idle',
        reason: null,
        // The way back is built already, save for what is written from now on.
        ...(isBack ? { estimatedTokens: 0, estimatedMicroUsd: 0 } : {}),
        finishedAt: deps.now(),
      });
      tx.emit({ type: 'search-model.updated' });
      return 'swapped';
    }),
  );
}

async function exchangeColumns(tx: Transaction, table: string, one: string, other: string): Promise<void> {
  await tx.query(`ALTER TABLE ${table} RENAME COLUMN ${one} TO name_in_exchange`);
  await tx.query(`ALTER TABLE ${table} RENAME COLUMN ${other} TO ${one}`);
  await tx.query(`ALTER TABLE ${table} RENAME COLUMN name_in_exchange TO ${other}`);
}

async function exchangeIndexes(tx: Transaction, one: string, other: string): Promise<void> {
  await tx.query(`ALTER INDEX ai.${one} RENAME TO idx_in_exchange`);
  await tx.query(`ALTER INDEX ai.${other} RENAME TO ${one}`);
  await tx.query(`ALTER INDEX ai.idx_in_exchange RENAME TO ${other}`);
}
