import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Database, Queryable } from '../database/database.ts';
import { listConversationTexts } from './conversation-texts.store.ts';
import { findCorrectionsOfExamples, findKnownOf } from './customer-facts.store.ts';
import { hashText } from './group-keys.ts';
import { createNumberTable } from './number-table.ts';
import { isLowValueQuestion, normaliseText } from './question-value.ts';
import type { Scrub, Scrubber } from './scrub-pii.ts';
import { countLeftOut, readTrainable, type SourceFilter, type SourceRow } from './trainable.store.ts';
import { orderTrainable, type TrainableOrder } from './trainable-order.ts';

/** Texts of so many examples are in memory at a time: few enough to be forgotten before the collector takes them for lasting. */
const BATCH = 50;
/** Replacing personal data takes about a millisecond an example; after so many, whoever else waits has a turn. */
const TURN = 20;
const LIST_LIMIT_MS = 120_000;
/** How far it is, is told after so many batches: about once a second. */
const TELL_EVERY = 20;

export interface CollectedExample {
  id: string;
  conversationId: string | null;
  question: string;
  answer: string;
}

export interface Collected {
  count: number;
  /** All examples there are, whatever their state. */
  considered: number;
  leftOut: Record<string, number>;
  /** How many pieces of personal data were replaced, by kind. */
  scrubbed: Record<string, number>;
}

export interface CollectDeps {
  db: Database;
  scrub: Scrub;
  keep?: (db: Queryable) => Promise<readonly string[]>;
}

/** Who waits for something long: can call it off, and is told how far it is. */
export interface Watch {
  signal?: AbortSignal | undefined;
  progress?: ((done: number, total: number) => Promise<void>) | undefined;
}

/**
 * Hands over what may be exported, one after the other: scrubbed, and without what says the same twice. Placeholders
 * are the same for the same person throughout a conversation. Takes as much memory as the ids do, not the texts.
 *
 * Where they stand is read at once and the texts in batches, each under the same conditions again: no cursor stays open,
 * which would keep everybody else from the one connection of an embedded database, and what is withdrawn meanwhile is
 * left out.
 */
export async function collectExamples(
  deps: CollectDeps,
  filter: SourceFilter,
  take: (example: CollectedExample) => Promise<void>,
  { signal, progress }: Watch = {},
): Promise<Collected> {
  const keep = (await deps.keep?.(deps.db)) ?? [];
  const leftOut = await deps.db.longOperation(LIST_LIMIT_MS, () => countLeftOut(deps.db, filter));
  const order = await deps.db.longOperation(LIST_LIMIT_MS, () => orderTrainable(deps.db, filter));
  const seen = createNumberTable(order.count);
  const scrubbing = createScrubbing(deps, keep);
  let [count, read, batches] = [0, 0, 0];
  const leave = (reason: string) => {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  };
  for await (const batch of readBatches(deps.db, filter, order)) {
    signal?.throwIfAborted();
    if (batches % TELL_EVERY === 0) await progress?.(read, order.count);
    batches += 1;
    await scrubbing.meet(batch);
    for (const row of batch) {
      read += 1;
      if (read % TURN === 0) await letOthersRun();
      const scrubber = scrubbing.of(row);
      const question = scrubber.scrub(row.question.trim());
      const answer = scrubber.scrub(row.answer.trim());
      const isFirst = () =>
        seen.firstOf(hashText(`${normaliseText(question)}\n${normaliseText(answer)}`), 0) === undefined;
      if (isLowValueQuestion(question) || answer === '') leave('nothing_asked');
      else if (!isFirst()) leave('duplicate');
      else {
        await take({ id: row.id, conversationId: row.conversationId, question, answer });
        count += 1;
      }
    }
  }
  const considered =
    read +
    ['merged', 'not_approved', 'inactive', 'quality_too_low', 'too_old'].reduce(
      (sum, reason) => sum + (leftOut[reason] ?? 0),
      0,
    );
  return { count, considered, leftOut, scrubbed: scrubbing.found() };
}

async function* readBatches(db: Database, filter: SourceFilter, order: TrainableOrder): AsyncGenerator<SourceRow[]> {
  for (let from = 0; from < order.count; from += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, order.count - from) }, (_, n) => order.idAt(from + n));
    const rows = await db.background(() => readTrainable(db, filter, ids));
    const byId = new Map(rows.map((row) => [row.id, row]));
    yield ids.flatMap((id) => byId.get(id) ?? []);
  }
}

/** The scrubbers of the conversations that are being read: of one batch, and of the conversation that goes on in the next. */
function createScrubbing(deps: CollectDeps, keep: readonly string[]) {
  let scrubbers = new Map<string, Scrubber>();
  const found: Record<string, number> = {};
  const count = (scrubber: Scrubber) => {
    for (const [type, pieces] of Object.entries(scrubber.found)) found[type] = (found[type] ?? 0) + pieces;
  };
  const keyOf = (row: SourceRow) => row.conversationId ?? row.id;
  return {
    async meet(batch: readonly SourceRow[]): Promise<void> {
      const keys = new Set(batch.map(keyOf));
      const known = new Map([
        ...(await findKnownOf(deps.db, batch.flatMap(conversationOf))),
        ...(await findCorrectionsOfExamples(
          deps.db,
          batch.filter(({ conversationId }) => conversationId === null).map(({ id }) => id),
        )),
      ]);
      const said = await listConversationTexts(deps.db, batch.filter(holdsPlaceholder).flatMap(conversationOf));
      const next = new Map<string, Scrubber>();
      for (const key of keys) next.set(key, scrubbers.get(key) ?? deps.scrub({ ...known.get(key), keep }));
      for (const [key, texts] of said) if (!scrubbers.has(key)) for (const text of texts) next.get(key)?.meet(text);
      for (const [key, scrubber] of scrubbers) if (!keys.has(key)) count(scrubber);
      scrubbers = next;
    },
    of(row: SourceRow): Scrubber {
      const scrubber = scrubbers.get(keyOf(row));
      if (scrubber === undefined) throw new Error('This example was not met before it was scrubbed.');
      return scrubber;
    },
    found(): Record<string, number> {
      for (const scrubber of scrubbers.values()) count(scrubber);
      scrubbers = new Map();
      return found;
    },
  };
}

function conversationOf({ conversationId }: SourceRow): string[] {
  return conversationId === null ? [] : [conversationId];
}

/** What was replaced when the example was proposed has its number from the whole conversation. */
export function holdsPlaceholder({ question, answer }: Pick<SourceRow, 'question' | 'answer'>): boolean {
  return /\[[A-Z_]+_\d+\]/.test(`${question} ${answer}`);
}
