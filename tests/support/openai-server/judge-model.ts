import { z } from 'zod';
import { groundOf } from '../../../src-server/agents/checks/grounding.ts';

const Pair = z.strictObject({
  question: z.string(),
  approved: z.string().optional(),
  first: z.string(),
  second: z.string(),
});

/** What this server's model says of two replies: the better one shares more words with what a person approved, or with the question. */
export function writeForJudge(json: unknown): object | undefined {
  const { data: pair } = Pair.safeParse(json);
  if (pair === undefined) return undefined;
  const wanted = groundOf([pair.approved ?? pair.question]).stated;
  const shared = (text: string) => [...groundOf([text]).stated].filter((term) => wanted.has(term)).length;
  const lead = shared(pair.first) - shared(pair.second);
  const better = lead === 0 ? 'neither' : lead > 0 ? 'first' : 'second';
  return { better, why: lead === 0 ? 'Both say as much of it.' : 'It says more of what was asked.' };
}
