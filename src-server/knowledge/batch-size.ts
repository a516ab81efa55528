/** What decides how long an article takes to write. */
interface Sized {
  bodyMarkdown: string;
  questions: readonly string[];
}

/**
 * Vectors that one transaction may add. On the embedded engine, whose one connection everybody shares, each takes about
 * 5 ms in the graph, so that nobody waits for a batch longer than a tenth of a second.
 */
const BATCH_VECTORS = 16;
const CHUNK_CHARACTERS = 1_200;

/** The first of the articles that can be written together: as many as are quick, and always one. */
export function takeBatch<T extends Sized>(articles: readonly T[]): T[] {
  let vectors = 0;
  const end = articles.findIndex((article) => {
    vectors += vectorCount(article);
    return vectors > BATCH_VECTORS;
  });
  return articles.slice(0, end < 0 ? articles.length : Math.max(1, end));
}

/** About how many vectors an article has: its chunks, its title and its ways to ask. */
function vectorCount({ bodyMarkdown, questions }: Sized): number {
  return Math.ceil(bodyMarkdown.length / CHUNK_CHARACTERS) + 1 + questions.length;
}
