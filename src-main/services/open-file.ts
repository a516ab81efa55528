import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { OpenedFile, OpenFileRequest } from '../bridge/bridge.ts';

const LARGEST_FILE_BYTES = 25_000_000;

/** Lets a person choose files and reads them. The page cannot name a path: only what was chosen is ever read. */
export function createOpenFile(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: () => BrowserWindow | undefined,
): (request: OpenFileRequest) => Promise<OpenedFile[]> {
  return async ({ title, extensions, multiple }) => {
    const options = {
      title,
      filters: [{ name: title, extensions }],
      properties: multiple ? (['openFile', 'multiSelections'] as const) : (['openFile'] as const),
    };
    const parent = window();
    const mutable = { ...options, properties: [...options.properties] };
    const chosen = await (parent === undefined
      ? dialog.showOpenDialog(mutable)
      : dialog.showOpenDialog(parent, mutable));
    return Promise.all(chosen.filePaths.map(readChosen));
  };
}

async function readChosen(path: string): Promise<OpenedFile> {
  const { size } = await stat(path);
  if (size > LARGEST_FILE_BYTES)
    throw new Error(`${basename(path)} is larger than 25 MB. Split it, or leave out its pictures.`);
  return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
}
