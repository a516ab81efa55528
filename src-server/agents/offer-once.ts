import type { FoundExample, FoundSource } from './agent-deps.ts';

/** From here on a customer asks nearly in the words of the example, so that its answer can stand as it is. */
const NEARLY_ASKED_FROM = 0.8;

/**
 * An approved answer is found twice after a refresh: as an example by its question alone, and as a passage by all of its
 * words. It is offered once: as the example where the question is nearly the customer's own, else as the passage, which
 * an answer can cite.
 */
export function offerOnce(
  sources: readonly FoundSource[],
  examples: readonly FoundExample[],
): { sources: FoundSource[]; examples: FoundExample[] } {
  const asked = new Set(examples.filter((example) => example.similarity >= NEARLY_ASKED_FROM).map(({ id }) => id));
  const kept = sources.filter(({ exampleId }) => exampleId === null || !asked.has(exampleId));
  const offered = new Set(kept.map((source) => source.exampleId));
  return { sources: kept, examples: examples.filter((example) => !offered.has(example.id)) };
}
