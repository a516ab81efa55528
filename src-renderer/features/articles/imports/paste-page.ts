import type { ChosenFile } from './collect-files.ts';

/** What was copied, as a file: a page with its formatting where there is one, else a text. Undefined when it is empty. */
export function fileOfPaste(data: Pick<DataTransfer, 'getData'>, pastedCount: number): ChosenFile | undefined {
  const html = data.getData('text/html');
  const text = data.getData('text/plain');
  if (html.trim() === '' && text.trim() === '') return undefined;
  const isPage = html.trim() !== '';
  const name = `Pasted page ${pastedCount + 1}.${isPage ? 'html' : 'md'}`;
  return { name, file: new File([isPage ? html : text], name, { type: isPage ? 'text/html' : 'text/markdown' }) };
}
