import { z } from 'zod';

const RewritePrompt = z.strictObject({ text: z.string(), problems: z.array(z.string()).optional() });
const SummaryPrompt = z.strictObject({
  messages: z.array(z.object({ index: z.number(), from: z.string(), text: z.string() })),
});

/** What this server's model writes for the copilot: the text with a warm word, or the messages as their own summary. */
export function writeForCopilot(json: unknown): object | undefined {
  const rewrite = RewritePrompt.safeParse(json);
  if (rewrite.success) return { text: `${rewrite.data.text}\n\nIt is a pleasure to help.` };
  const summary = SummaryPrompt.safeParse(json);
  return summary.success ? summarise(summary.data.messages) : undefined;
}

function summarise(messages: readonly { index: number; from: string; text: string }[]): object {
  const entries = (from: (sender: string) => boolean) =>
    messages
      .filter((message) => from(message.from))
      .map(({ text, index }) => ({ text: text.slice(0, 200), message: index }));
  const wants = entries((from) => from === 'customer');
  return {
    wants: wants.slice(0, 3),
    agreed: [],
    tried: entries((from) => from === 'staff'),
    open: wants.slice(-1),
    next_step: null,
  };
}
