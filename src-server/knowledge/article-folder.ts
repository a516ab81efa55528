import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { AppError, errorText } from '../core/errors.ts';

/** An article is a page or two; a file beyond this is something else. */
const LARGEST_FILE_BYTES = 1_000_000;

export interface ArticleFolder {
  files: { name: string; text: string }[];
  /** Files that could not be read, with the reason. */
  failed: { file: string; reason: string }[];
}

/** The Markdown files of a folder and the folders in it, by name. */
export async function readArticleFolder(folder: string): Promise<ArticleFolder> {
  const paths = await listMarkdown(folder);
  const result: ArticleFolder = { files: [], failed: [] };
  for (const path of paths) {
    const name = relative(folder, path);
    try {
      const { size } = await stat(path);
      if (size > LARGEST_FILE_BYTES)
        result.failed.push({ file: name, reason: 'It is larger than 1 MB. Split it into several articles.' });
      else result.files.push({ name, text: await readFile(path, 'utf8') });
    } catch (error) {
      result.failed.push({ file: name, reason: `It cannot be read: ${errorText(error)}` });
    }
  }
  return result;
}

async function listMarkdown(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /\.(md|markdown)$/i.test(entry.name));
    return files.map((entry) => join(entry.parentPath, entry.name)).sort();
  } catch (cause) {
    throw new AppError(
      'BAD_INPUT',
      `The folder ${folder} cannot be read. Check that it exists and that you may open it.`,
      { cause },
    );
  }
}
