import type OpenAI from 'openai';
import type { CallOptions } from '../embedder.ts';
import { toFailure } from './failure.ts';
import { type Attempt, type CallTarget, type OpenAiApi, RefusedError } from './openai-api.ts';
import { type Completion, readCompletion } from './read-completion.ts';
import { findRefused, type RefusedParameters } from './refused-parameters.ts';

export interface ChatRequest {
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  temperature: number;
  /** Form of the reply: kept by the server where it can, asked for by the prompt where it cannot. */
  schema?: { name: string; schema: Record<string, unknown> };
}

export interface ChatReply {
  text: string;
  /** The model would not answer. */
  refused: boolean;
}

export interface ChatOptions extends CallOptions {
  /** Told what the service says an attempt has used, also when its answer cannot be used. */
  onUsage: (tokens: { input: number; output: number }) => void;
}

export type Chat = (request: ChatRequest, options: ChatOptions) => Promise<ChatReply>;

export const MAX_REPLY_TOKENS = 2_000;
/** About four times what MAX_REPLY_TOKENS can fill. */
const MAX_REPLY_CHARACTERS = 40_000;

/**
 * Asks one chat model. The answer is streamed, so that a service that has died is noticed early, and handed over only
 * when it is whole. What the model refuses (the temperature of reasoning models, structured output of older servers)
 * is left out from then on, so that only the first call pays for finding out.
 */
export function createChat(api: OpenAiApi, target: CallTarget, refused: RefusedParameters): Chat {
  function body(request: ChatRequest): OpenAI.ChatCompletionCreateParams {
    const length = (['max_completion_tokens', 'max_tokens'] as const).find((name) => !refused.has(name));
    const format = (['json_schema', 'json_object'] as const).find((name) => !refused.has(name));
    return {
      model: target.model,
      messages: request.messages,
      ...(refused.has('temperature') ? {} : { temperature: request.temperature }),
      ...(length === undefined ? {} : { [length]: MAX_REPLY_TOKENS }),
      ...(request.schema === undefined ? {} : responseFormat(format, request.schema)),
      ...(refused.has('stream') ? {} : { stream: true }),
      ...(refused.has('stream') || refused.has('stream_options') ? {} : { stream_options: { include_usage: true } }),
    };
  }

  async function send({ client, signal, heard }: Attempt, request: ChatRequest, onUsage: ChatOptions['onUsage']) {
    const response = await client.chat.completions.create(body(request), { signal }).asResponse();
    const limits = { client, signal, heard, maxCharacters: MAX_REPLY_CHARACTERS };
    const { isTooLong, ...completion } = await readCompletion(response, limits);
    if (isTooLong) throw toFailure('tooLarge', undefined, target);
    if (completion.usage !== undefined) onUsage(completion.usage);
    return completion;
  }

  return async (request, { signal, onUsage }) => {
    for (;;) {
      try {
        const isStreamed = !refused.has('stream');
        const completion = await api.call(target, (attempt) => send(attempt, request, onUsage), { signal, isStreamed });
        return toReply(completion, target);
      } catch (error) {
        const found = error instanceof RefusedError ? findRefused(error.refused, refused) : undefined;
        if (found === undefined) throw error;
        refused.add(found);
      }
    }
  };
}

function responseFormat(format: 'json_schema' | 'json_object' | undefined, schema: NonNullable<ChatRequest['schema']>) {
  if (format === 'json_schema')
    return { response_format: { type: format, json_schema: { ...schema, strict: true } } } as const;
  return format === 'json_object' ? ({ response_format: { type: format } } as const) : {};
}

function toReply({ text, refusal, finishReason }: Completion, target: CallTarget): ChatReply {
  const refused = refusal !== '' || finishReason === 'content_filter';
  const fail = (cause: string) => toFailure('unusable', new Error(cause), target);
  if (finishReason === 'length') throw fail('The answer was cut off at its longest length.');
  if (!refused && text.trim() === '') throw fail('The answer is empty.');
  return { text, refused };
}
