import type { CollectDeps, Watch } from './collect-examples.ts';
import { listConversationTexts } from './conversation-texts.store.ts';
import { findKnownOf } from './customer-facts.store.ts';
import { listPreferenceIds, type PreferencePair, readPreferences } from './preference.store.ts';
import { isLowValueQuestion, normaliseText } from './question-value.ts';

/** The newest; what staff changed years ago says little of today's drafts. */
const MOST_PAIRS = 5_000;
const BATCH = 50;

export interface CollectedPairs {
  count: number;
  leftOut: Record<string, number>;
}

/**
 * Hands over what staff sent in place of drafts, pair by pair. Scrubbed like examples: the same person has one placeholder
 * throughout a conversation. Pairs that say the same without personal data are left out.
 */
export async function collectPreferences(
  deps: CollectDeps,
  since: Date | undefined,
  take: (pair: PreferencePair) => Promise<void>,
  { signal, progress }: Watch = {},
): Promise<CollectedPairs> {
  const keep = (await deps.keep?.(deps.db)) ?? [];
  const ids = await listPreferenceIds(deps.db, since, MOST_PAIRS);
  const leftOut: Record<string, number> = {};
  let count = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    signal?.throwIfAborted();
    await progress?.(from, ids.length);
    const batch = await deps.db.background(() => readPreferences(deps.db, ids.slice(from, from + BATCH)));
    const scrub = await createScrub(deps, batch, keep);
    for (const { id, conversationId, ...texts } of batch) {
      const of = (text: string) => scrub(conversationId, text.trim());
      const pair = { question: of(texts.question), chosen: of(texts.chosen), rejected: of(texts.rejected) };
      const reason = reasonToLeave(pair);
      if (reason === undefined) {
        await take({ id, conversationId, ...pair });
        count += 1;
      } else leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    }
  }
  return { count, leftOut };
}

async function createScrub(deps: CollectDeps, batch: readonly PreferencePair[], keep: readonly string[]) {
  const conversationIds = [...new Set(batch.map(({ conversationId }) => conversationId))];
  const known = await findKnownOf(deps.db, conversationIds);
  const said = await listConversationTexts(deps.db, conversationIds);
  const scrubbers = new Map(
    conversationIds.map((id) => {
      const scrubber = deps.scrub({ ...known.get(id), keep });
      for (const text of said.get(id) ?? []) scrubber.meet(text);
      return [id, scrubber];
    }),
  );
  return (conversationId: string, text: string) => scrubbers.get(conversationId)?.scrub(text) ?? '';
}

function reasonToLeave({ question, chosen, rejected }: Omit<PreferencePair, 'id' | 'conversationId'>) {
  if (normaliseText(chosen) === normaliseText(rejected)) return 'same_without_personal_data';
  if (chosen === '' || rejected === '' || isLowValueQuestion(question)) return 'nothing_asked';
  return undefined;
}
