import { z } from 'zod';

const Line = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });

/** Chat lines as a table of question and answer (RFC 4180: CRLF, quotes doubled), for services that take no chats. */
export function toCsv(lines: string): string {
  const rows = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { messages } = Line.parse(JSON.parse(line));
      const of = (role: string) => messages.find((message) => message.role === role)?.content ?? '';
      return [of('user'), of('assistant')];
    });
  return [['question', 'answer'], ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** A spreadsheet takes what begins like this for a formula and would run it; an apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

function quoted(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
