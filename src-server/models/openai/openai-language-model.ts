import { declineText } from '../decline-text.ts';
import { type GroundedAnswer, type GroundedRequest, type LanguageModel, promptVersionWith } from '../language-model.ts';
import type { PerformTask } from '../model-task.ts';
import {
  ANSWER_JSON_SCHEMA,
  ANSWER_PROMPT_VERSION,
  AnswerReply,
  answerSystemPrompt,
  answerUserPrompt,
} from './prompts/answer-from-sources.ts';

export interface OpenAiLanguageModelDeps {
  perform: PerformTask;
  /** The model that is asked first; an answer names the one that wrote it. */
  model: () => string;
}

/** The chat models behind an OpenAI-compatible API, one after the other as the owner has ordered them. */
export function createOpenAiLanguageModel({ perform, model }: OpenAiLanguageModelDeps): LanguageModel {
  return {
    get model() {
      return model();
    },
    kind: 'openai',
    async answerFromSources(request, options) {
      const task = {
        name: request.task ?? 'answer',
        system: answerSystemPrompt(request.businessName),
        data: answerUserPrompt(request),
        temperature: request.temperature,
        form: { schema: AnswerReply, jsonSchema: ANSWER_JSON_SCHEMA },
      };
      const { value, ...origin } = await perform(task, options);
      const promptVersion = promptVersionWith(ANSWER_PROMPT_VERSION, request.instructions);
      return { ...toAnswer(request, value), ...origin, promptVersion };
    },
  };
}

/**
 * Trusts no index that was not given, and no answer that rests on nothing: without a source or example that exists,
 * it counts as "I don't know".
 */
function toAnswer(
  request: GroundedRequest,
  reply: AnswerReply | undefined,
): Pick<GroundedAnswer, 'text' | 'citedSources' | 'usedExample' | 'answerable' | 'confidence'> {
  const confidence = Math.min(1, Math.max(0, reply?.confidence ?? 0));
  const cited = [...new Set(reply?.cited_sources ?? [])].filter((index) => request.sources[index] !== undefined);
  const example = reply?.used_example ?? undefined;
  const usedExample = example !== undefined && request.examples[example] !== undefined ? example : undefined;
  const text = reply?.answer.trim() ?? '';
  if (reply?.answerable !== true || text === '' || (cited.length === 0 && usedExample === undefined)) {
    return { text: declineText(request), citedSources: [], answerable: false, confidence: Math.min(confidence, 0.5) };
  }
  return {
    text,
    citedSources: cited,
    ...(usedExample === undefined ? {} : { usedExample }),
    answerable: true,
    confidence,
  };
}
