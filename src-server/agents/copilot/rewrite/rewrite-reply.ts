import type { Language, RewriteStyle } from '../../../contract/copilot.ts';
import { AppError } from '../../../core/errors.ts';
import { createMessageAccount } from '../../../models/gateway/budget.ts';
import type { PerformTask } from '../../../models/model-task.ts';
import { type RewriteOrder, rewriteSystemPrompt } from '../../../models/openai/prompts/rewrite-reply.ts';
import { rewriteText } from '../../../models/rewrite-text.ts';
import { findChanges } from './check-rewritten.ts';
import { findTranslationChanges } from './check-translated.ts';
import type { NameContext } from './exact-parts.ts';
import { fixSpelling, type SpellingDeps } from './fix-spelling.ts';
import { shorten } from './shorten.ts';

export interface RewriteDeps {
  perform: PerformTask;
  /** Whether a model is set up at all. */
  hasModel: boolean;
  spelling: SpellingDeps;
}

export interface RewriteRequest {
  text: string;
  style: RewriteStyle;
  language?: Language | undefined;
  /** Customer, staff, business: names that stay, and that a greeting may use. */
  knownNames: readonly string[];
}

export interface Rewritten {
  text: string;
  model: string | null;
  degraded: boolean;
}

const TEMPERATURES: Record<RewriteStyle, number> = {
  shorter: 0.3,
  warmer: 0.6,
  formal: 0.3,
  spelling: 0,
  translate: 0.2,
};
const NEEDS_MODEL = 'needs a language model. Set one up in Settings, or write it by hand.';

/** What can be done without a model, and how it is then done. */
export const OFFLINE_STYLES: Partial<Record<RewriteStyle, string>> = {
  shorter: 'Leaves out wordy phrases and the sentences that say least.',
  spelling: 'Corrects what is surely mistyped.',
};

/**
 * Words a reply otherwise. What a model writes is only used when every amount, date, name and link is still there, and
 * none is new: else MODEL_FAILED names what was changed. BAD_INPUT when there is nothing to do.
 */
export function createRewriteReply(deps: RewriteDeps) {
  async function rewrite(request: RewriteRequest, signal?: AbortSignal): Promise<Rewritten> {
    if (request.style === 'translate' && request.language === undefined)
      throw new AppError('BAD_INPUT', 'Choose the language to translate into.');
    if (!deps.hasModel) return { text: await withoutModel(request), model: null, degraded: false };
    try {
      return { ...(await withModel(request, signal)), degraded: false };
    } catch (error) {
      signal?.throwIfAborted();
      if (OFFLINE_STYLES[request.style] === undefined || !(error instanceof AppError)) throw error;
      return { text: await withoutModel(request), model: null, degraded: true };
    }
  }

  async function withoutModel({ text, style }: RewriteRequest): Promise<string> {
    if (style === 'shorter') return orNothing(shorten(text), 'Every sentence says something that has to stay.');
    if (style === 'spelling') return orNothing(await fixSpelling(text, deps.spelling), 'No mistake was found.');
    throw new AppError('UNAVAILABLE', `${style === 'translate' ? 'Translating' : 'This'} ${NEEDS_MODEL}`);
  }

  async function withModel(request: RewriteRequest, signal: AbortSignal | undefined) {
    const { text, style, knownNames } = request;
    const rewritten = await rewriteText(
      deps.perform,
      { name: 'rewrite', system: rewriteSystemPrompt(toOrder(request)), text, temperature: TEMPERATURES[style] },
      (words) => changesOf(request, words, { known: knownNames, isWord: deps.spelling.isWord }),
      { signal, account: createMessageAccount() },
    );
    if (rewritten === undefined) throw new AppError('MODEL_FAILED', 'The model would not rewrite this text.');
    const { problems, ...result } = rewritten;
    if (problems.length > 0)
      throw new AppError(
        'MODEL_FAILED',
        `What the model wrote was not used: ${problems.slice(0, 3).join(', ')}. Your text is as it was.`,
      );
    return result;
  }

  return rewrite;
}

function changesOf(
  { text, style, language = 'en' }: RewriteRequest,
  rewritten: string,
  context: NameContext,
): string[] {
  return style === 'translate'
    ? findTranslationChanges(text, rewritten, language, context)
    : findChanges(text, rewritten, context);
}

function toOrder({ style, language = 'en' }: RewriteRequest): RewriteOrder {
  if (style !== 'translate') return { style };
  return { style, languageName: new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language };
}

function orNothing(text: string | undefined, reason: string): string {
  if (text === undefined) throw new AppError('BAD_INPUT', `Nothing to change. ${reason}`);
  return text;
}
