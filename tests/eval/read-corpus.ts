import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArticleFile } from '../../src-server/knowledge/article-file.ts';
import { readArticleFolder } from '../../src-server/knowledge/article-folder.ts';
import { SAMPLE_ARTICLES } from '../../src-server/knowledge/load-sample.ts';
import { CorpusRow } from './eval-desk.ts';
import { readLines } from './read-lines.ts';

/** The rows of a set with their ways to ask: its own, or, of a set that brings none, the articles of the sample workspace. */
export async function readCorpus(folder: string): Promise<CorpusRow[]> {
  const file = join(folder, 'corpus.jsonl');
  if (existsSync(file)) return readLines(file, CorpusRow);
  const { files } = await readArticleFolder(SAMPLE_ARTICLES);
  return files
    .map(({ name, text }) => parseArticleFile(name, text))
    .flatMap((read) => ('draft' in read ? [read.draft] : []))
    .map(({ code, title, bodyMarkdown, questions }) => ({
      id: code,
      question: title,
      answer: bodyMarkdown,
      questions,
    }));
}
