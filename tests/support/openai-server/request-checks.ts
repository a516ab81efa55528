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

/** Every line is a chat that ends with what the model should say. */
const TrainingLine = z.strictObject({
  messages: z
    .array(Message)
    .min(2)
    .refine((messages) => messages.at(-1)?.role === 'assistant', 'ends without an answer'),
});
const FileRequest = z.object({
  purpose: z.literal('fine-tune'),
  filename: z.string().min(1),
  file: z.string().refine((text) => {
    const lines = text.trimEnd().split('\n');
    return lines.every((line) => TrainingLine.safeParse(JSON.parse(line)).success);
  }, 'not every line is a chat'),
});
/** As the product must ask: with the method spelt out, not by the older field. */
const FineTuningRequest = z.object({
  model: z.string().min(1),
  training_file: z.string().min(1),
  validation_file: z.string().min(1).optional(),
  method: z.object({
    type: z.literal('supervised'),
    supervised: z.object({ hyperparameters: z.object({ n_epochs: z.number().int().min(1).max(50) }) }),
  }),
  seed: z.number().int().min(0).max(2_147_483_647),
  suffix: z.string().min(1).max(64),
  metadata: z.record(z.string().max(64), z.string().max(512)),
});

/** What a request must hold for the product to be right, whether or not the published description is at hand. */
const CHECKS: Readonly<Record<string, z.ZodType>> = {
  'POST /chat/completions': ChatRequest,
  'POST /embeddings': EmbeddingsRequest,
  'POST /files': FileRequest,
  'POST /fine_tuning/jobs': FineTuningRequest,
};

/** What is wrong with a request, in a sentence; undefined when nothing is. */
export function findFault(route: string, body: unknown): string | undefined {
  const result = CHECKS[route]?.safeParse(body);
  if (result === undefined || result.success) return undefined;
  const issue = result.error.issues[0];
  return `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'wrong form'}`;
}
