import { createHash } from 'node:crypto';
import { normaliseText } from './question-value.ts';

export interface Splittable {
  id: string;
  conversationId: string | null;
  question: string;
}

/**
 * Chooses which examples are held back for validation. Examples of one conversation stay together, and so do examples
 * that ask the same question: otherwise the validation would ask what the training has told.
 * The choice follows from the ids alone, so the same examples are always split in the same way.
 */
export function chooseValidation(examples: readonly Splittable[], share: number): Set<string> {
  const groups = groupConnected(examples);
  const wanted = Math.floor(examples.length * share);
  const byHash = [...groups.values()].map((ids) => ({ ids, order: hash([...ids].sort().join()) }));
  byHash.sort((a, b) => (a.order < b.order ? -1 : 1));
  const held = new Set<string>();
  for (const { ids } of byHash) {
    if (held.size + ids.length > wanted) continue;
    for (const id of ids) held.add(id);
  }
  return held;
}

/** Examples that share a conversation or a question, directly or over others, by the first one's id. */
function groupConnected(examples: readonly Splittable[]): Map<string, string[]> {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    for (let at = key; at !== root; ) {
      const up = parent.get(at) ?? root;
      parent.set(at, root);
      at = up;
    }
    return root;
  };
  const join = (a: string, b: string) => {
    const [rootA, rootB] = [find(a), find(b)];
    if (rootA !== rootB) parent.set(rootA, rootB);
  };
  for (const one of examples) {
    join(`example ${one.id}`, `question ${normaliseText(one.question)}`);
    if (one.conversationId !== null) join(`example ${one.id}`, `conversation ${one.conversationId}`);
  }
  const groups = new Map<string, string[]>();
  for (const one of examples) {
    const root = find(`example ${one.id}`);
    groups.set(root, [...(groups.get(root) ?? []), one.id]);
  }
  return groups;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
