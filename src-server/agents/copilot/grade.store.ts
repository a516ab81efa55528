import { z } from 'zod';
import { DraftGrade } from '../../contract/copilot.ts';
import { timestampColumn } from '../../database/columns.ts';
import { type Queryable, selectFirst } from '../../database/database.ts';

const Row = z.object({ ...DraftGrade.shape, decidedAt: timestampColumn.nullable() });

/** What a person made of the draft that this message was sent from; undefined when it was written without one. */
export function findGrade(db: Queryable, messageId: string): Promise<DraftGrade | undefined> {
  return selectFirst(
    db,
    Row,
    `SELECT d.id, d.origin, d.content, d.state, d.similarity, m.content AS sent, u.name AS "decidedBy",
       d.decided_at AS "decidedAt"
     FROM ai.drafts d
     JOIN ai.messages m ON m.id = d.sent_message_id
     LEFT JOIN identity.users u ON u.id = d.decided_by
     WHERE d.sent_message_id = $1`,
    [messageId],
  );
}
