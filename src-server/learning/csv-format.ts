import { z } from 'zod';

const Line = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });

/** The first line of a table of questions and answers. */
export const CSV_HEADER = toCsvLine(['question', 'answer']);

/** What a chat line is as a row of such a table, each field as it stands in the file. */
export function csvFields(line: string): string[] {
  const { messages } = Line.parse(JSON.parse(line));
  const of = (role: string) => messages.find((message) => message.role === role)?.content ?? '';
  return [of('user'), of('assistant')].map(unlikeFormula);
}

/** A line of a table (RFC 4180: CRLF, quotes doubled), for services that take no chats. */
export function toCsvLine(fields: readonly string[]): string {
  return `${fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** Chat lines as a table. */
export function toCsv(lines: string): string {
  const rows = lines.split('\n').filter((line) => line !== '');
  return CSV_HEADER + rows.map((line) => toCsvLine(csvFields(line))).join('');
}

/** A spreadsheet takes what begins like this for a formula and would run it; an apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

function unlikeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
