import { CsvError, parse } from 'csv-parse/sync';
import { ArticleCategory, ArticleCode } from '../../contract/knowledge.ts';
import { decodeText } from './decode-text.ts';
import { htmlToMarkdown } from './html-markdown.ts';
import { parseHtml } from './html-tree.ts';
import { outcomeOf, type ReadOutcome } from './import-draft.ts';
import { cutTitle } from './name-title.ts';
import { UnreadableError } from './unreadable-error.ts';

const MOST_ROWS = 5_000;
const LARGEST_ROW_BYTES = 300_000;

/** What people call the columns. The first that is there counts. */
const COLUMNS = {
  question: ['question', 'questions', 'q', 'ask', 'query', 'faq', 'frage'],
  answer: ['answer', 'answers', 'a', 'response', 'reply', 'text', 'body', 'content', 'antwort'],
  code: ['code'],
  title: ['title', 'name', 'subject', 'titel'],
  category: ['category', 'kategorie', 'type'],
  tags: ['tags', 'tag', 'labels', 'keywords'],
} as const;
type Column = keyof typeof COLUMNS;
type Places = Partial<Record<Column, number>>;

const LOOKS_LIKE_HTML = /<(?:p|br|div|ul|ol|li|a|b|strong|em|table|h[1-6]|span)\b[^>]*>/i;

/** Reads a table of questions and answers; each row becomes an article with the question as its title. */
export function readCsv(file: string, bytes: Uint8Array): ReadOutcome[] {
  const text = decodeText(bytes);
  const rows = parseRows(text);
  const [first = []] = rows;
  const header = placesIn(first);
  const places = header ?? { question: 0, answer: 1 };
  if (header === undefined && first.length < 2)
    throw new UnreadableError('It has one column only. Name one "question" and one "answer".');
  const content = header === undefined ? rows : rows.slice(1);
  if (content.length > MOST_ROWS)
    throw new UnreadableError(`It has more than ${MOST_ROWS} rows. Split it into smaller files.`);
  if (content.length === 0) throw new UnreadableError('It has a line of column names, but no rows.');
  return content.map((row, index) => readRow(`${file} row ${index + (header === undefined ? 1 : 2)}`, row, places));
}

function parseRows(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      max_record_size: LARGEST_ROW_BYTES,
      to: MOST_ROWS + 2,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableError(
      error.code === 'CSV_MAX_RECORD_SIZE'
        ? 'It has a row of more than 300 kB. Perhaps a quotation mark is missing; a longer text is better imported as DOCX or Markdown.'
        : 'Its quotation marks do not match. Save it again as CSV from the spreadsheet.',
      { cause: error },
    );
  }
}

/** The separator that the first lines have most often outside quotation marks. */
function delimiterOf(text: string): string {
  const sample = text
    .slice(0, 5_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split('\n')
    .slice(0, 10);
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({
    delimiter,
    lines: sample.filter((line) => line.includes(delimiter)).length,
    inFirst: (sample[0]?.split(delimiter).length ?? 1) - 1,
  }));
  const best = counts.sort((one, other) => other.inFirst - one.inFirst || other.lines - one.lines)[0];
  return best?.delimiter ?? ',';
}

/** Where the columns are, when the first row names them. */
function placesIn(row: readonly string[]): Places | undefined {
  const names = row.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  const places: Places = {};
  for (const [column, aliases] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const alias = aliases.find((candidate) => names.includes(candidate));
    if (alias !== undefined) places[column] = names.indexOf(alias);
  }
  const isHeader = places.answer !== undefined && (places.question !== undefined || places.title !== undefined);
  return isHeader ? places : undefined;
}

function readRow(file: string, row: readonly string[], places: Places): ReadOutcome {
  const cell = (column: Column) => {
    const place = places[column];
    return place === undefined ? '' : (row[place] ?? '').trim();
  };
  const question = cell('question').replace(/\s+/g, ' ');
  const title = cell('title') || question;
  const answer = cell('answer');
  if (title === '') return { file, reason: 'It has an answer without a question.' };
  if (answer === '') return { file, reason: 'It has a question without an answer.' };
  const code = ArticleCode.safeParse(cell('code'));
  if (!code.success && cell('code') !== '') return { file, reason: 'code: A code looks like KB-042.' };
  const category = ArticleCategory.safeParse(cell('category').toLowerCase());
  // A category of another program's is still worth finding the article by.
  const otherCategory = category.success || cell('category') === '' ? [] : [cell('category')];
  const tags = cell('tags')
    .split(/[,;|]/)
    .map((tag) => tag.trim());
  return outcomeOf(file, {
    ...(code.success ? { code: code.data } : {}),
    ...(category.success ? { category: category.data } : {}),
    title: cutTitle(title),
    bodyMarkdown: LOOKS_LIKE_HTML.test(answer) ? htmlToMarkdown(parseHtml(answer).root) : answer,
    tags: [...tags, ...otherCategory].filter((tag) => tag !== ''),
    questions: question === '' ? [] : [question],
  });
}
