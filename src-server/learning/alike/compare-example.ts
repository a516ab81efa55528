import type { AlikeDeps } from './alike-deps.ts';
import { type ComparedExample, listNearestExamples } from './candidate-vector.store.ts';
import type { NewConflict } from './conflict.store.ts';
import type { AlikePair } from './example-pair.store.ts';
import { SAME_MEANING_FROM } from './same-meaning.ts';

/** So many near questions are compared. Beyond them hardly any is likely to ask the same. */
const NEIGHBOURS = 8;

export interface Comparison {
  pairs: AlikePair[];
  conflicts: NewConflict[];
}

/** What an example is alike to, and what it contradicts, as things are now. Reads only. */
export async function compareExample(
  deps: AlikeDeps,
  example: ComparedExample & { vector: readonly number[]; model: string },
  signal?: AbortSignal,
): Promise<Comparison> {
  const { question, answer } = example;
  const near = await listNearestExamples(deps.db, { ...example, limit: NEIGHBOURS });
  const rarity = await deps.readTermRarity([question, ...near.map((other) => other.question)]);
  const alike = near
    .map((other) => ({
      ...other,
      likelihood: deps.likelihoodOfSame(question, other.question, other.similarity, rarity),
    }))
    .filter(({ likelihood }) => likelihood >= SAME_MEANING_FROM);
  const passages = await deps.searchPassages(question, example.vector, signal);
  const found = deps.findContradictions(question, answer, [
    ...passages,
    ...alike.map((other) => ({ title: other.question, text: other.answer, answersTheSame: true })),
  ]);
  const conflicts = found.map(({ source, ownPassage, otherPassage, reason }): NewConflict => {
    const articleId = passages[source]?.articleId ?? null;
    const otherExampleId = alike[source - passages.length]?.id ?? null;
    return { articleId, otherExampleId, ownPassage, otherPassage, reason };
  });
  return { pairs: alike.map(({ id, likelihood }) => ({ otherId: id, likelihood })), conflicts };
}
