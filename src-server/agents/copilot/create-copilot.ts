import type { CopilotState, MarkedDraft } from '../../contract/copilot.ts';
import type { Settings } from '../../contract/system.ts';
import { AppError } from '../../core/errors.ts';
import type { PerformTask } from '../../models/model-task.ts';
import { createTurnJournal } from '../turn-journal.ts';
import { createPrepareDraft, type DraftDeps } from './draft-reply.ts';
import { createKeepPrepared, type KeepDeps } from './keep-prepared.ts';
import { readMarks } from './mark.store.ts';
import { nextActions } from './next-actions.ts';
import type { SpellingDeps } from './rewrite/fix-spelling.ts';
import { createRewriteReply, OFFLINE_STYLES, type RewriteRequest } from './rewrite/rewrite-reply.ts';
import { readSituation, type SituationDeps } from './situation.ts';
import { createSummaries } from './summary/summarise-thread.ts';
import { openQuestions } from './thread.ts';

export interface CopilotDeps extends KeepDeps, SituationDeps, DraftDeps {
  perform: PerformTask;
  hasModel: boolean;
  spelling: SpellingDeps;
}

/** From so many messages on, nobody reads a conversation from its beginning. */
const LONG_THREAD = 10;
/** One that was handed over is read by somebody new; up to this many messages it is quicker read than summarised. */
const SHORT_THREAD = 4;
const STYLES = ['shorter', 'warmer', 'formal', 'spelling', 'translate'] as const;

/**
 * Helps the member of staff who answers: prepares, rewrites, summarises, and says what is next. It sends nothing and
 * changes nothing but drafts and summaries, and works whether or not the AI answers customers.
 */
export function createCopilot(deps: CopilotDeps) {
  const { db, clock, hasModel } = deps;
  const rewrite = createRewriteReply(deps);
  const prepare = createPrepareDraft(deps);
  const keep = createKeepPrepared(deps);
  const situationOf = (conversationId: string) => readSituation(db, deps, conversationId, clock.now());
  const summaries = createSummaries({ ...deps, isWord: deps.spelling.isWord, readSituation: situationOf });

  async function requireEnabled(): Promise<Settings> {
    const settings = await deps.readSettings(db);
    if (settings.copilotEnabled) return settings;
    throw new AppError('CONFLICT', 'The copilot is switched off. The owner can switch it on in Settings.');
  }

  async function preparedIn(conversationId: string): Promise<MarkedDraft | null> {
    const draft = await deps.findOpenDraft(db, conversationId);
    if (draft?.origin !== 'copilot') return null;
    return { draft, unsupported: await readMarks(db, draft.id) };
  }

  return {
    async state(conversationId: string, staffId: string): Promise<CopilotState> {
      const { copilotEnabled: isEnabled } = await deps.readSettings(db);
      const situation = await situationOf(conversationId);
      const { conversation, messages } = situation;
      return {
        isEnabled,
        hasModel,
        rewrites: STYLES.map((style) => ({
          style,
          isAvailable: hasModel || OFFLINE_STYLES[style] !== undefined,
          reason: hasModel ? null : (OFFLINE_STYLES[style] ?? 'Needs a language model: see Settings.'),
        })),
        prepared: isEnabled ? await preparedIn(conversationId) : null,
        openQuestion: openQuestions(messages).at(-1)?.text ?? null,
        suggestsSummary: messages.length > (conversation.escalation === null ? LONG_THREAD : SHORT_THREAD),
        actions: isEnabled ? nextActions(situation, staffId) : [],
      };
    },

    async draft(conversationId: string, signal?: AbortSignal): Promise<{ prepared: MarkedDraft | null }> {
      await requireEnabled();
      const journal = createTurnJournal(clock);
      const situation = await situationOf(conversationId);
      if (situation.conversation.handler !== 'staff')
        throw new AppError('CONFLICT', 'The AI has this conversation. Take it over first.');
      const prepared = await prepare(situation, { signal, journal });
      signal?.throwIfAborted();
      return { prepared: prepared === undefined ? null : await keep(situation, prepared, journal) };
    },

    async rewrite(
      conversationId: string,
      request: Omit<RewriteRequest, 'knownNames'>,
      staffName: string,
      signal?: AbortSignal,
    ) {
      const { businessName } = await requireEnabled();
      const { customer } = await deps.getConversation(db, conversationId);
      const knownNames = [customer.name ?? '', staffName, businessName].filter((name) => name !== '');
      return rewrite({ ...request, knownNames }, signal);
    },

    async summary(conversationId: string, staffId: string) {
      await requireEnabled();
      return summaries.read(conversationId, staffId);
    },

    async summarise(conversationId: string, staffId: string, signal?: AbortSignal) {
      await requireEnabled();
      if (!hasModel) return summaries.read(conversationId, staffId);
      return summaries.summarise(conversationId, staffId, signal);
    },
  };
}
