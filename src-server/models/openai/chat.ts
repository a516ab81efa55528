import type OpenAI from 'openai';
import type { AppError } from '../../core/errors.ts';
import type { CallOptions } from '../embedder.ts';
import { toAppError } from './failure.ts';
import { type CallTarget, type OpenAiApi, RefusedError } from './openai-api.ts';

export interface ChatRequest {
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  temperature: number;
  /** Form of the reply: kept by the server where it can, asked for by the prompt where it cannot. */
  schema: { name: string; schema: Record<string, unknown> };
}

export interface ChatReply {
  text: string;
  /** The model would not answer. */
  refused: boolean;
  inputTokens: number;
  outputTokens: number;
}

type ReplyFormat = 'json_schema' | 'json_object' | 'text';

const MAX_REPLY_TOKENS = 2_000;
/** About four times what MAX_REPLY_TOKENS can fill. */
const MAX_REPLY_CHARACTERS = 40_000;

/**
 * Asks one chat model. What the model refuses (the temperature of reasoning models, structured output of older
 * servers) is left out from then on, so that only the first call pays for finding out.
 */
export function createChat(api: OpenAiApi, target: CallTarget) {
  const formats: ReplyFormat[] = ['json_schema', 'json_object', 'text'];
  let sendsTemperature = true;
  let lengthParameter: 'max_completion_tokens' | 'max_tokens' | undefined = 'max_completion_tokens';

  function body(request: ChatRequest): OpenAI.ChatCompletionCreateParamsNonStreaming {
    const format = formats[0] ?? 'text';
    return {
      model: target.model,
      messages: request.messages,
      ...(sendsTemperature ? { temperature: request.temperature } : {}),
      ...(lengthParameter === undefined ? {} : { [lengthParameter]: MAX_REPLY_TOKENS }),
      ...(format === 'json_schema'
        ? { response_format: { type: format, json_schema: { ...request.schema, strict: true } } }
        : {}),
      ...(format === 'json_object' ? { response_format: { type: format } } : {}),
    };
  }

  /** Leaves out what the server named; false when it named nothing that can go. */
  function adapt(refused: string): boolean {
    if (sendsTemperature && refused.includes('temperature')) {
      sendsTemperature = false;
      return true;
    }
    if (formats.length > 1 && /response_format|json_schema|json_object|structured output|grammar/.test(refused)) {
      formats.shift();
      return true;
    }
    if (lengthParameter !== undefined && /max_(completion_)?tokens/.test(refused)) {
      lengthParameter = lengthParameter === 'max_completion_tokens' ? 'max_tokens' : undefined;
      return true;
    }
    return false;
  }

  return async function ask(request: ChatRequest, options: CallOptions): Promise<ChatReply> {
    for (;;) {
      try {
        const completion = await api.call(
          target,
          (client, signal) => client.chat.completions.create(body(request), { signal }),
          options,
        );
        return readReply(completion, target);
      } catch (error) {
        if (!(error instanceof RefusedError) || !adapt(error.refused)) throw error;
      }
    }
  };
}

function readReply(completion: OpenAI.ChatCompletion, target: CallTarget): ChatReply {
  const choice = completion.choices?.[0];
  const text = choice?.message?.content ?? '';
  const refused = typeof choice?.message?.refusal === 'string' && choice.message.refusal !== '';
  const fail = (cause: string): AppError => toAppError('unusable', new Error(cause), target.model, target.setting);
  if (choice?.finish_reason === 'length') throw fail('The answer was cut off at its longest length.');
  if (text.length > MAX_REPLY_CHARACTERS) throw toAppError('tooLarge', undefined, target.model, target.setting);
  if (!refused && text.trim() === '') throw fail('The answer is empty.');
  return {
    text,
    refused: refused || choice?.finish_reason === 'content_filter',
    inputTokens: completion.usage?.prompt_tokens ?? 0,
    outputTokens: completion.usage?.completion_tokens ?? 0,
  };
}
