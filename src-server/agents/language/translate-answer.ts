import { Language } from '../../contract/copilot.ts';
import type { TraceCheck } from '../../contract/traces.ts';
import { languageName } from '../../core/languages.ts';
import type { CallOptions } from '../../models/embedder.ts';
import type { GroundedAnswer } from '../../models/language-model.ts';
import type { PerformTask } from '../../models/model-task.ts';
import { rewriteSystemPrompt } from '../../models/openai/prompts/rewrite-reply.ts';
import { rewriteText } from '../../models/rewrite-text.ts';
import { findTranslationChanges } from '../copilot/rewrite/check-translated.ts';
import { isIn } from './customer-language.ts';

/** The name of the check, in traces. */
export const IN_LANGUAGE = "in the customer's language";
const TEMPERATURE = 0.2;

/**
 * Puts an answer that was held to its sources into the customer's language. Every figure, date, name, code and address of
 * it must still be there, and no other, as the check against the sources cannot be made across languages. What cannot be
 * translated so counts as no answer, so that a person goes on.
 */
export async function translateAnswer(
  perform: PerformTask,
  answer: GroundedAnswer,
  { language, businessName }: { language: string; businessName: string },
  call: CallOptions,
): Promise<{ answer: GroundedAnswer; check: TraceCheck }> {
  let problems: string[];
  try {
    const translated = await translateText(perform, answer.text, { language, businessName }, call);
    if (typeof translated === 'string') {
      const check = {
        name: IN_LANGUAGE,
        passed: true,
        detail: `translated into ${languageName(language)}, figures and names kept`,
      };
      return { answer: { ...answer, text: translated }, check };
    }
    problems = translated;
  } catch {
    // The gateway has logged why. Whether the work goes on is for whoever was told to stop.
    call.signal?.throwIfAborted();
    problems = ['no model could translate it'];
  }
  const detail = `not translated into ${languageName(language)}: ${problems.slice(0, 3).join(', ')}`;
  const { usedExample: _, ...rest } = answer;
  return {
    answer: { ...rest, answerable: false, confidence: 0, citedSources: [] },
    check: { name: IN_LANGUAGE, passed: false, detail },
  };
}

/** The translation, or what is wrong with the last attempt at one; rejects with MODEL_FAILED where no model answers. */
export async function translateText(
  perform: PerformTask,
  text: string,
  { language, businessName }: { language: string; businessName: string },
  call: CallOptions,
): Promise<string | string[]> {
  const { data: known } = Language.safeParse(language);
  if (known === undefined) return ['the figures of this language cannot be compared'];
  const translated = await rewriteText(
    perform,
    {
      ...{ name: 'translate', text, temperature: TEMPERATURE },
      system: rewriteSystemPrompt({ style: 'translate', languageName: languageName(known) }),
    },
    (words) => [
      ...findTranslationChanges(text, words, known, { known: [businessName], isWord: () => true }),
      ...(isIn(known, words) ? [] : [`it is not in ${languageName(known)}`]),
    ],
    call,
  );
  if (translated === undefined) return ['the model would not translate it'];
  return translated.problems.length === 0 ? translated.text : translated.problems;
}
