import type { z } from 'zod';

export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string };

/** Reads a JSON object out of what a model wrote, which may stand in a code fence or between other words. */
export function parseReply<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start === -1 || end <= start) return { ok: false, problem: 'there is no JSON object in it' };
  let json: unknown;
  try {
    json = JSON.parse(text.slice(start, end + 1));
  } catch {
    return { ok: false, problem: 'it is not valid JSON' };
  }
  const checked = schema.safeParse(json);
  if (checked.success) return { ok: true, value: checked.data };
  const issue = checked.error.issues[0];
  return { ok: false, problem: `${issue?.path.join('.') || 'the object'}: ${issue?.message ?? 'wrong form'}` };
}
