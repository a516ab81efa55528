import { z } from 'zod';
import { selectAll } from '../../database/database.ts';
import type { DeskDeps } from '../desk-deps.ts';
import type { createEscalate } from '../escalate.ts';
import { quietLeftMs } from '../quiet-hours.ts';
import { findUnansweredMessageId } from '../unanswered.store.ts';

const BATCH = 100;
const Row = z.object({ id: z.string() });

/**
 * Hands over what nobody approved within the response target: the customer is told that a person will answer, and whoever
 * takes it finds the draft. Nobody is told in quiet hours: then it waits until they end. Returns how many; what was decided
 * meanwhile is left alone.
 */
export function createHandOverOverdue(
  deps: Pick<DeskDeps, 'db' | 'clock' | 'readRules' | 'readSettings'> & { escalate: ReturnType<typeof createEscalate> },
) {
  return async function handOverOverdue(): Promise<number> {
    const now = deps.clock.now();
    if ((await quietLeftMs(deps.db, deps)) > 0) return 0;
    const overdue = await selectAll(
      deps.db,
      Row,
      'SELECT id FROM ai.conversations WHERE approval_due_at <= $1 ORDER BY approval_due_at LIMIT $2',
      [now, BATCH],
    );
    for (const { id } of overdue) {
      await deps.db.transaction(async (tx) => {
        const { rows } = await tx.query(
          'SELECT 1 FROM ai.conversations WHERE id = $1 AND approval_due_at <= $2 FOR NO KEY UPDATE',
          [id, now],
        );
        if (rows.length === 0) return;
        await deps.escalate(tx, {
          conversationId: id,
          reason: 'not_approved',
          detail: "Nobody approved the AI's answer in time.",
          questionMessageId: (await findUnansweredMessageId(tx, id)) ?? null,
          priority: 'high',
        });
      });
    }
    return overdue.length;
  };
}
