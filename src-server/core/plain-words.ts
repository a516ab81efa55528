import { z } from 'zod';

/**
 * Lets zod speak to people. A text that a schema brings itself always wins; this replaces the default texts,
 * which are written for programmers. Called once in each thread that parses what people sent, as zod keeps one such text source for each.
 */
export function speakPlainly(): void {
  z.config({ customError: (issue) => plainText(issue) });
}

function plainText(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'This is missing.' : `This must be ${withArticle(issue.expected)}.`;
    case 'too_small':
      return `This must be ${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue.origin)}.`;
    case 'too_big':
      return `This must be ${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.maximum, issue.origin)}.`;
    case 'invalid_value':
      return `This must be one of: ${issue.values.join(', ')}.`;
    case 'invalid_format':
      return issue.format === 'regex'
        ? 'This does not have the right form.'
        : `This is not a valid ${FORMATS[issue.format] ?? issue.format}.`;
    case 'unrecognized_keys':
      return `Not known here: ${issue.keys.join(', ')}.`;
    default:
      return undefined;
  }
}

const FORMATS: Record<string, string> = {
  uuid: 'id',
  email: 'e-mail address',
  url: 'web address',
  datetime: 'date and time',
};

function withArticle(expected: string): string {
  if (expected === 'int') return 'a whole number';
  return `${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected === 'boolean' ? 'yes or no (true or false)' : expected}`;
}

function amount(limit: number | bigint, origin: string): string {
  if (origin === 'string') return `${limit} characters long`;
  if (origin === 'array') return `${limit} entries long`;
  return String(limit);
}
