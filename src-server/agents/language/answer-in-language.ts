import { languageName } from '../../core/languages.ts';
import type { CallOptions } from '../../models/embedder.ts';
import type { GroundedAnswer, GroundedRequest, LanguageModel } from '../../models/language-model.ts';
import type { HeldAnswer } from '../checks/hold-to-sources.ts';
import { isIn } from './customer-language.ts';

/**
 * An answer in the language that the request names. A model that wrote another one is asked once more; an answer that is
 * still in another language counts as none, so that a person goes on.
 */
export async function answerInLanguage(
  model: LanguageModel,
  request: GroundedRequest,
  call?: CallOptions,
): Promise<{ answer: GroundedAnswer; languageCheck?: NonNullable<HeldAnswer['check']> }> {
  const { language } = request;
  const first = await model.answerFromSources(request, call);
  if (language === undefined || !first.answerable) return { answer: first };
  const isRight = (answer: GroundedAnswer) => !answer.answerable || isIn(language, answer.text);
  const mayAskAgain = model.kind !== 'offline' && first.degraded !== true;
  const answer =
    isRight(first) || !mayAskAgain
      ? first
      : await model.answerFromSources(
          { ...request, problem: `It is not in ${languageName(language)}. Write in it, whatever the sources are in.` },
          call,
        );
  const name = "in the customer's language";
  if (isRight(answer)) return { answer, languageCheck: { name, passed: true, detail: languageName(language) } };
  return {
    answer: { ...answer, answerable: false, confidence: 0, citedSources: [] },
    languageCheck: { name, passed: false, detail: `not in ${languageName(language)}` },
  };
}
