import { newId } from '../../src-server/core/ids.ts';
import type { DatabaseHost } from '../../src-server/database/database-host.ts';
import { createTextSource } from './synthetic-texts.ts';
import { uniforms } from './synthetic-vectors.ts';

const BATCH = 5_000;
const LIMIT_MS = 600_000;
const SEED = 20_261_129;
/** Three examples a conversation. */
const PER_CONVERSATION = 3;
/** What the formula of the quality score gives, as often as feedback makes it. */
const SCORES = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 1];

/**
 * So many examples as a desk of some years has them: of every ten, seven were approved and two of these are no longer
 * active or were never verified; three scores in seven reach the bar; every tenth holds a phone number. Returns who
 * builds datasets.
 */
export async function loadExamples(db: DatabaseHost, rows: number): Promise<string> {
  const adminId = newId();
  await db.query(`INSERT INTO identity.users (id, name, role) VALUES ($1, 'Ada', 'admin')`, [adminId]);
  const texts = createTextSource(SEED);
  const uniform = uniforms(SEED);
  for (let from = 0; from < rows; from += BATCH) {
    const count = Math.min(BATCH, rows - from);
    const phone = () => (uniform() < 0.1 ? ` Call me at 916 555 0${100 + Math.floor(uniform() * 100)}.` : '');
    const column = <T>(make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
    const conversations = column(newId).slice(0, Math.ceil(count / PER_CONVERSATION));
    await db.longOperation(LIMIT_MS, async () => {
      await db.query(
        `INSERT INTO ai.conversations (id, user_id, thread_id, channel)
         SELECT id, 'visitor-' || id, id::text, 'live_chat' FROM unnest($1::uuid[]) AS one (id)`,
        [conversations],
      );
      await db.query(
        `INSERT INTO ai.training_data (id, question, answer, source_type, source_conversation_id, status,
           human_verified, is_active, quality_score)
         SELECT id, question, answer, 'feedback', conversation, status, status = 'approved' AND verified,
           status = 'approved' AND active, quality
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bool[], $7::bool[], $8::real[])
           AS one (id, question, answer, conversation, status, verified, active, quality)`,
        [
          column(newId),
          column(() => texts.question() + phone()),
          column(() => `${texts.title()} ${texts.title()} ${texts.title()} ${texts.title()}.`),
          column((n) => conversations[Math.floor(n / PER_CONVERSATION)]),
          column(() => (uniform() < 0.7 ? 'approved' : uniform() < 0.5 ? 'pending' : 'rejected')),
          column(() => uniform() < 0.9),
          column(() => uniform() < 0.9),
          column(() => SCORES[Math.floor(uniform() * SCORES.length)]),
        ],
      );
    });
    if (from % 100_000 === 0) console.error(`  ${from + count} examples written`);
  }
  await db.longOperation(LIMIT_MS, () => db.query('ANALYZE'));
  return adminId;
}
