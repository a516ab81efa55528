import { createHash } from 'node:crypto';
import type { ImportDraft } from '../../contract/imports.ts';
import { shingles } from '../nearly-same.ts';
import { isNearlyTheSame } from './near-text.ts';

/** Texts that share four fifths of their shingles share most of the sixteen whose hashes are lowest. */
const SKETCH_SIZE = 16;
const FEWEST_SHARED = 8;
/** Imports whose texts are known at a time; one that was put aside is read again. */
const KEPT_IMPORTS = 4;

interface NearItem {
  file: string;
  bodyMarkdown: string;
}

/** The texts of one import, found by what they have in common. */
export interface NearItems {
  /** Another place whose text is the same but for a few words. Itself is none, as a file may be read again. */
  find(file: string, draft: Pick<ImportDraft, 'bodyMarkdown'>): string | undefined;
  add(file: string, draft: Pick<ImportDraft, 'bodyMarkdown'>): void;
}

export function createNearItems(): NearItems {
  const byHash = new Map<string, NearItem[]>();
  return {
    find(file, { bodyMarkdown }) {
      const shared = new Map<NearItem, number>();
      for (const hash of sketch(bodyMarkdown))
        for (const item of byHash.get(hash) ?? []) shared.set(item, (shared.get(item) ?? 0) + 1);
      return [...shared]
        .filter(([item, count]) => count >= FEWEST_SHARED && item.file !== file)
        .filter(([item]) => isNearlyTheSame(item.bodyMarkdown, bodyMarkdown))
        .sort(([, a], [, b]) => b - a)[0]?.[0].file;
    },
    add(file, { bodyMarkdown }) {
      const item = { file, bodyMarkdown };
      for (const hash of sketch(bodyMarkdown)) byHash.set(hash, [...(byHash.get(hash) ?? []), item]);
    },
  };
}

/** Keeps the texts of the imports that files come in for; `load` reads those that an import holds already. */
export function keepNearItems(load: (importId: string) => Promise<NearItem[]>) {
  const kept = new Map<string, NearItems>();
  return async function nearItemsOf(importId: string): Promise<NearItems> {
    const found = kept.get(importId) ?? createNearItems();
    if (!kept.has(importId)) for (const item of await load(importId)) found.add(item.file, item);
    kept.delete(importId);
    kept.set(importId, found);
    for (const oldest of kept.keys()) if (kept.size > KEPT_IMPORTS) kept.delete(oldest);
    return found;
  };
}

function sketch(text: string): string[] {
  const hashes = [...shingles(text)].map((run) => createHash('md5').update(run).digest('base64url'));
  return hashes.sort().slice(0, SKETCH_SIZE);
}
