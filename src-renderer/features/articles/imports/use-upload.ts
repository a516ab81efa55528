import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { LARGEST_FILE_BYTES } from '#contract/imports.ts';
import { useApi, useSession } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import type { ChosenFile } from './collect-files.ts';

export interface UploadState {
  total: number;
  done: number;
  /** The file that is being read. */
  current: string | undefined;
  /** Files that did not arrive, beside those that arrived and could not be read. */
  failed: { name: string; reason: string }[];
}

const NOTHING: UploadState = { total: 0, done: 0, current: undefined, failed: [] };

/** Adds files to an import, one after the other, and begins the import with the first of them. */
export function useUpload(importId: string | undefined, onBegun: (id: string) => void) {
  const { client } = useSession();
  const api = useApi();
  const queryClient = useQueryClient();
  const [state, setState] = useState(NOTHING);
  const id = useRef(importId);
  const waiting = useRef<ChosenFile[]>([]);
  const isBusy = useRef(false);

  async function send({ name, file }: ChosenFile): Promise<void> {
    if (file.size > LARGEST_FILE_BYTES) throw new TooLargeError();
    if (id.current === undefined) {
      const begun = await client.imports.create();
      id.current = begun.id;
      onBegun(begun.id);
    }
    await client.imports.addFile({ id: id.current, name, contentBase64: await base64Of(file) });
  }

  async function work(): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    for (let next = waiting.current.shift(); next !== undefined; next = waiting.current.shift()) {
      const { name } = next;
      setState((before) => ({ ...before, current: name }));
      const reason = await send(next).then(() => undefined, reasonOf);
      setState((before) => ({
        ...before,
        done: before.done + 1,
        failed: reason === undefined ? before.failed : [...before.failed, { name, reason }],
      }));
    }
    isBusy.current = false;
    setState((before) => ({ ...before, current: undefined }));
    void queryClient.invalidateQueries({ queryKey: api.imports.key() });
  }

  return {
    state,
    isBusy: state.current !== undefined,
    add(files: readonly ChosenFile[]): void {
      if (files.length === 0) return;
      waiting.current.push(...files);
      setState((before) =>
        isBusy.current
          ? { ...before, total: before.total + files.length }
          : { ...NOTHING, failed: before.failed, total: files.length },
      );
      void work();
    },
    /** Sends no more of those that wait. */
    stop(): void {
      waiting.current = [];
    },
  };
}

class TooLargeError extends Error {}

function reasonOf(error: unknown): string {
  return error instanceof TooLargeError
    ? 'It is larger than 25 MB. Split it into smaller files.'
    : failureOf(error).message;
}

/** Read by the browser off the page's thread, however large the file is. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read.'));
    reader.readAsDataURL(file);
  });
}
