import { z } from 'zod';

const Prompt = z.strictObject({ complaint: z.string(), style: z.string().optional() });

/** How the protocol server's model feels with a customer; it is told apart from our own phrases by its words. */
export const REGRET = 'I am truly sorry that your evening turned out like this, and I can hear how much it hurt.';

/** What this server's model writes for the complaint agent: a word of regret, and no topic. */
export function writeForComplaint(json: unknown): object | undefined {
  return Prompt.safeParse(json).success ? { empathy: REGRET, topics: [] } : undefined;
}
