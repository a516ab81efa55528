import type { TraceDetail, TracePassage } from '../contract/trace-routes.ts';
import type { Queryable } from '../database/database.ts';
import { getKeptTrace, listExchanges } from './read-trace.store.ts';
import { findTurnAt } from './turn.store.ts';
import { standaloneQuestion } from './turn.ts';

export interface ExplainTraceDeps {
  db: Queryable;
  /** Passages that were found at a moment, as they were, and what has become of them. */
  listPassages: (db: Queryable, chunkIds: readonly string[], at: Date) => Promise<TracePassage[]>;
}

/** The whole way to an answer, with the texts that it was made of. */
export function createExplainTrace(deps: ExplainTraceDeps) {
  return async function explainTrace(id: string): Promise<TraceDetail> {
    const { questionMessageId, ...trace } = await getKeptTrace(deps.db, id);
    const chunkIds = trace.retrieved.map((source) => source.chunkId);
    const turn = await findTurnAt(deps.db, questionMessageId);
    const readAs = turn === undefined ? undefined : standaloneQuestion(turn);
    return {
      ...trace,
      question: turn?.question ?? trace.question,
      readAs: readAs === undefined || readAs === turn?.question ? null : readAs,
      passages: chunkIds.length === 0 ? [] : await deps.listPassages(deps.db, chunkIds, new Date(trace.createdAt)),
      exchanges: await listExchanges(deps.db, id),
    };
  };
}
