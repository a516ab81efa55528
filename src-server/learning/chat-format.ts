import { z } from 'zod';

/** One line of a training file: a chat of system, user and assistant, as OpenAI's supervised fine-tuning reads it. */
const ChatLine = z.strictObject({
  messages: z.tuple([
    z.strictObject({ role: z.literal('system'), content: z.string().min(1) }),
    z.strictObject({ role: z.literal('user'), content: z.string().min(1) }),
    z.strictObject({ role: z.literal('assistant'), content: z.string().min(1) }),
  ]),
});

/** What the assistant is told in every training line where the business has written nothing of its own. */
export const DEFAULT_SYSTEM_PROMPT =
  'You answer customers of a private hibachi chef catering service: friendly, short and exact. ' +
  'You state prices, dates and policies only as they were given to you, and say so when you do not know.';

const Assistant = z.strictObject({ role: z.literal('assistant'), content: z.string().min(1) });

/** One line of a preference file: a chat so far, the reply that was sent and the one that was drafted, as OpenAI's DPO reads it. */
const PreferenceLine = z.strictObject({
  input: z.strictObject({
    messages: z.tuple([
      z.strictObject({ role: z.literal('system'), content: z.string().min(1) }),
      z.strictObject({ role: z.literal('user'), content: z.string().min(1) }),
    ]),
  }),
  preferred_completion: z.tuple([Assistant]),
  non_preferred_completion: z.tuple([Assistant]),
});

/** The line for a question with the reply that a person preferred to a draft. */
export function toPreferenceLine(system: string, pair: { question: string; chosen: string; rejected: string }): string {
  const said = (content: string) => ({ role: 'assistant', content });
  return oneLine(
    PreferenceLine.parse({
      input: {
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: pair.question },
        ],
      },
      preferred_completion: [said(pair.chosen)],
      non_preferred_completion: [said(pair.rejected)],
    }),
  );
}

/** The line for one example, checked and without line breaks; texts keep theirs as escapes. */
export function toChatLine(system: string, question: string, answer: string): string {
  const line = ChatLine.parse({
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });
  return oneLine(line);
}

/** U+2028 and U+2029 are legal in JSON but end a line for some readers of line files. */
function oneLine(line: unknown): string {
  return JSON.stringify(line)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
