import { z } from 'zod';
import { Channel } from '../../contract/conversations.ts';
import { countColumn, timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectFirst } from '../../database/database.ts';
import { Figures } from './change.store.ts';

const Row = z.object({
  id: z.string(),
  intent: z.string(),
  channel: Channel,
  figures: Figures,
  created_at: timestampColumn,
});
export type ProposalRow = z.infer<typeof Row>;

const COLUMNS = 'id, intent, channel, figures, created_at';

/** What the desk proposes now, the oldest first. */
export function listOpenProposals(db: Queryable): Promise<ProposalRow[]> {
  return selectAll(
    db,
    Row,
    `SELECT ${COLUMNS} FROM ai.autonomy_proposals WHERE state = 'open' ORDER BY created_at, id`,
  );
}

export function findOpenProposal(db: Queryable, id: string): Promise<ProposalRow | undefined> {
  return selectFirst(db, Row, `SELECT ${COLUMNS} FROM ai.autonomy_proposals WHERE id = $1 AND state = 'open'`, [id]);
}

/** Puts a proposal; where one is open for the pair already, its figures are brought up to date. */
export async function putProposal(
  tx: Queryable,
  row: { id: string; intent: string; channel: Channel; figures: Figures; at: Date },
): Promise<boolean> {
  const { rows } = await tx.query(
    `INSERT INTO ai.autonomy_proposals (id, intent, channel, figures, created_at) VALUES ($1, $2, $3, $4::jsonb, $5)
     ON CONFLICT (intent, channel) WHERE state = 'open' DO UPDATE SET figures = excluded.figures
     RETURNING id = $1 AS "isNew"`,
    [row.id, row.intent, row.channel, JSON.stringify(row.figures), row.at],
  );
  return rows[0]?.isNew === true;
}

export async function endProposal(
  tx: Queryable,
  id: string,
  end: { state: 'accepted' | 'declined' | 'withdrawn'; by: string | null; at: Date },
): Promise<void> {
  await tx.query('UPDATE ai.autonomy_proposals SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1', [
    id,
    end.state,
    end.by,
    end.at,
  ]);
}

const DeclinedRow = z.object({ intent: z.string(), channel: Channel, decided: countColumn });

/** Pairs whose owner has declined a step, with how many drafts people have decided since. */
export function countSinceDeclined(db: Queryable): Promise<z.infer<typeof DeclinedRow>[]> {
  return selectAll(
    db,
    DeclinedRow,
    `SELECT p.intent, p.channel, (
       SELECT count(*) FROM ai.drafts d
       WHERE d.intent = p.intent AND d.channel = p.channel AND d.origin = 'autonomy'
         AND d.state IN ('sent', 'edited', 'discarded') AND d.decided_at > p.declined_at) AS decided
     FROM (SELECT intent, channel, max(decided_at) AS declined_at FROM ai.autonomy_proposals
           WHERE state = 'declined' GROUP BY intent, channel) AS p`,
  );
}
