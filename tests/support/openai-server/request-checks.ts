import { z } from 'zod';

const Message = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.string().min(1),
});

const ChatRequest = z.object({
  model: z.string().min(1),
  messages: z.array(Message).min(1),
  temperature: z.number().min(0).max(2).optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({
          name: z.string().regex(/^[\w-]{1,64}$/),
          schema: z.looseObject({}),
          strict: z.literal(true),
        }),
      }),
    ])
    .optional(),
});

const EmbeddingsRequest = z.object({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1).max(32_000)).min(1).max(2_048)]),
  dimensions: z.number().int().min(1).optional(),
  encoding_format: z.enum(['float', 'base64']).optional(),
});

/** What a request must hold for the product to be right, whether or not the published description is at hand. */
const CHECKS: Readonly<Record<string, z.ZodType>> = {
  'POST /chat/completions': ChatRequest,
  'POST /embeddings': EmbeddingsRequest,
};

/** What is wrong with a request, in a sentence; undefined when nothing is. */
export function findFault(route: string, body: unknown): string | undefined {
  const result = CHECKS[route]?.safeParse(body);
  if (result === undefined || result.success) return undefined;
  const issue = result.error.issues[0];
  return `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'wrong form'}`;
}
