import { declineText } from '../decline-text.ts';
import type { CallOptions } from '../embedder.ts';
import type { GroundedAnswer, GroundedRequest, LanguageModel } from '../language-model.ts';
import { createCallMeter, type RecordModelCall } from '../model-calls.ts';
import { type ChatReply, type ChatRequest, createChat } from './chat.ts';
import { toAppError } from './failure.ts';
import type { CallTarget, OpenAiApi } from './openai-api.ts';
import { parseReply } from './parse-reply.ts';
import {
  ANSWER_JSON_SCHEMA,
  ANSWER_PROMPT_VERSION,
  AnswerReply,
  answerSystemPrompt,
  answerUserPrompt,
  repairPrompt,
} from './prompts/answer-from-sources.ts';

export interface OpenAiLanguageModelDeps {
  api: OpenAiApi;
  model: string;
  nowMs: () => number;
  recordModelCall: RecordModelCall;
}

/** Any chat model behind an OpenAI-compatible API. */
export function createOpenAiLanguageModel(deps: OpenAiLanguageModelDeps): LanguageModel {
  const target: CallTarget = { model: deps.model, setting: 'TEPPAN_CHAT_MODEL' };
  const ask = createChat(deps.api, target);

  async function askForAnswer(request: GroundedRequest, onReply: (reply: ChatReply) => void, options: CallOptions) {
    const chat: ChatRequest = {
      messages: [
        { role: 'system', content: answerSystemPrompt(request.businessName) },
        { role: 'user', content: answerUserPrompt(request) },
      ],
      temperature: request.temperature,
      schema: { name: 'answer', schema: ANSWER_JSON_SCHEMA },
    };
    const first = await ask(chat, options);
    onReply(first);
    if (first.refused) return undefined;
    const parsed = parseReply(first.text, AnswerReply);
    if (parsed.ok) return parsed.value;

    const repair = repairPrompt(parsed.problem);
    const messages = [
      ...chat.messages,
      { role: 'assistant' as const, content: first.text },
      { role: 'user' as const, content: repair },
    ];
    const second = await ask({ ...chat, messages }, options);
    onReply(second);
    const repaired = parseReply(second.text, AnswerReply);
    if (repaired.ok) return repaired.value;
    throw toAppError('unusable', new Error(repaired.problem), target.model, target.setting);
  }

  return {
    model: deps.model,
    kind: 'openai',
    answerFromSources(request, options = {}) {
      const meter = createCallMeter('answer', deps.model, deps.nowMs, deps.recordModelCall);
      return meter.measure(async () => {
        const reply = await askForAnswer(
          request,
          ({ inputTokens, outputTokens }) => meter.add({ input: inputTokens, output: outputTokens }),
          options,
        );
        return {
          ...toAnswer(request, reply),
          model: deps.model,
          promptVersion: ANSWER_PROMPT_VERSION,
          usage: meter.usage(),
        };
      }, options.signal);
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
