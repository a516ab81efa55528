import { writeContent } from './grounded-model.ts';
import { hashedVector } from './hashed-vector.ts';

/** What a model replies: a text, and tools that it would have called. */
export interface ModelReply {
  content: string | null;
  toolCalls?: readonly { name: string; arguments: string }[];
}

export interface RouteRequest {
  body: Record<string, unknown>;
  /** How wide the embedding model's vectors are when no other width is asked for. */
  dimensions: number;
  models: readonly OfferedModel[];
  /** What stands for `{id}` in the route. */
  id?: string | undefined;
  /** Writes the reply to a chat request, given what the user's messages hold. */
  reply?: ((userMessage: string, body: Record<string, unknown>) => ModelReply) | undefined;
}

/** A model that the service has; `shutdownDate` where it has announced its end. */
export interface OfferedModel {
  id: string;
  shutdownDate?: string;
}

/** How the service answers when nothing is wrong. To add a resource, add its routes here. */
export const ROUTES: Readonly<Record<string, (request: RouteRequest) => object>> = {
  'POST /chat/completions': ({ body, reply }) => {
    const messages = body.messages as { role: string; content: string }[];
    const asked = messages.findLast((message) => message.role === 'user' && message.content.startsWith('{'));
    const userMessage = (asked ?? messages.at(-1))?.content ?? '';
    const { content, toolCalls } = reply?.(userMessage, body) ?? { content: writeContent(userMessage) };
    return chatCompletion(body, content, { toolCalls });
  },
  'POST /embeddings': ({ body, dimensions }) => {
    const texts = typeof body.input === 'string' ? [body.input] : (body.input as string[]);
    const width = typeof body.dimensions === 'number' ? body.dimensions : dimensions;
    const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: hashedVector(text, width) }));
    const tokens = texts.reduce((sum, text) => sum + tokenCount(text), 0);
    return {
      object: 'list',
      model: body.model,
      // The order is not promised by the protocol: the index is what counts.
      data: data.toReversed(),
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
  },
  'GET /models': ({ models }) => ({
    object: 'list',
    data: models.map(({ id, shutdownDate }) => ({
      id,
      object: 'model',
      created: 1_700_000_000,
      owned_by: 'protocol-server',
      ...(shutdownDate === undefined ? {} : { shutdown_date: shutdownDate }),
    })),
  }),
};

export function chatCompletion(
  body: Record<string, unknown>,
  content: string | null,
  options: { finishReason?: string; refusal?: string; toolCalls?: ModelReply['toolCalls'] } = {},
) {
  const promptTokens = tokenCount(JSON.stringify(body.messages));
  const completionTokens = tokenCount(content ?? '');
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: body.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content,
          refusal: options.refusal ?? null,
          ...(options.toolCalls === undefined
            ? {}
            : {
                tool_calls: options.toolCalls.map((call, index) => ({
                  id: `call-${index}`,
                  type: 'function',
                  function: call,
                })),
              }),
        },
        logprobs: null,
        finish_reason: options.finishReason ?? 'stop',
      },
    ] as const,
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  };
}

/** About what a tokenizer counts in English. */
function tokenCount(text: string): number {
  return Math.ceil(text.length / 4);
}
