import { ConversationRules } from '#contract/conversation-rules.ts';

/** What is wrong with the rules, by the path of the field. */
export type RulesProblems = Readonly<Record<string, string>>;

export function findRulesProblems(rules: ConversationRules): RulesProblems {
  const parsed = ConversationRules.safeParse(rules);
  const { quietHours } = rules;
  return {
    ...(parsed.success
      ? {}
      : Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.map(String).join('.'), wordsFor(issue)]))),
    ...(quietHours !== null && quietHours.from === quietHours.to
      ? { 'quietHours.to': 'Choose another time than the one at which they begin.' }
      : {}),
  };
}

interface Issue {
  code?: string | undefined;
  message: string;
  minimum?: unknown;
  maximum?: unknown;
}

function wordsFor({ code, message, minimum, maximum }: Issue): string {
  if (code === 'invalid_type') return 'Give a number.';
  if (code === 'too_small') return `At least ${String(minimum)}.`;
  if (code === 'too_big') return `At most ${String(maximum)}.`;
  if (code === 'invalid_format') return 'Give a time, such as 21:00.';
  return message;
}
