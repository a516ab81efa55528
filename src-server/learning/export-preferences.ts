import { z } from 'zod';
import { type Database, type Queryable, selectAll } from '../database/database.ts';
import { DEFAULT_SYSTEM_PROMPT, toPreferenceLine } from './chat-format.ts';
import { listConversationTexts } from './conversation-texts.store.ts';
import { findFactsOf } from './customer-facts.store.ts';
import { isLowValueQuestion, normaliseText } from './question-value.ts';
import type { Scrub } from './scrub-pii.ts';

export interface ExportPreferencesDeps {
  db: Database;
  scrub: Scrub;
  keep?: (db: Queryable) => Promise<readonly string[]>;
  systemPrompt?: (db: Queryable) => Promise<string>;
}

/** The newest; what staff changed years ago says little of today's drafts. */
const MOST_PAIRS = 5_000;
const Pair = z.object({ conversationId: z.string(), question: z.string(), chosen: z.string(), rejected: z.string() });

/**
 * What staff sent in place of drafts, a line a pair, for preference training. Scrubbed like examples: the same person
 * has one placeholder throughout a conversation. Pairs that say the same without personal data are left out.
 */
export function createExportPreferences(deps: ExportPreferencesDeps) {
  return async function exportPreferences(): Promise<{ fileName: string; content: string; pairs: number }> {
    const pairs = await selectAll(
      deps.db,
      Pair,
      `SELECT conversation_id AS "conversationId", question, chosen, rejected FROM ai.draft_preferences
       ORDER BY decided_at DESC, draft_id LIMIT $1`,
      [MOST_PAIRS],
    );
    const system = (await deps.systemPrompt?.(deps.db)) ?? DEFAULT_SYSTEM_PROMPT;
    const keep = (await deps.keep?.(deps.db)) ?? [];
    const ids = [...new Set(pairs.map((pair) => pair.conversationId))];
    const facts = await findFactsOf(deps.db, ids);
    const said = await listConversationTexts(deps.db, ids);
    const scrubbers = new Map(
      ids.map((id) => {
        const scrubber = deps.scrub({ facts: facts.get(id) ?? {}, keep });
        for (const text of said.get(id) ?? []) scrubber.meet(text);
        return [id, scrubber];
      }),
    );
    const lines = pairs.flatMap(({ conversationId, ...texts }) => {
      const scrub = (text: string) => scrubbers.get(conversationId)?.scrub(text.trim()) ?? '';
      const pair = { question: scrub(texts.question), chosen: scrub(texts.chosen), rejected: scrub(texts.rejected) };
      const saysTheSame = normaliseText(pair.chosen) === normaliseText(pair.rejected);
      const isEmpty = pair.chosen === '' || pair.rejected === '';
      return saysTheSame || isEmpty || isLowValueQuestion(pair.question) ? [] : [toPreferenceLine(system, pair)];
    });
    return {
      fileName: 'mhc_support.preferences.jsonl',
      content: lines.map((line) => `${line}\n`).join(''),
      pairs: lines.length,
    };
  };
}
