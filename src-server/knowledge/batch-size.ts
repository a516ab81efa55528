/** What decides how long an article takes to write. */
interface Sized {
  bodyMarkdown: string;
  questions: readonly string[];
}

/**
 * Vectors that one transaction may add. On the embedded engine, whose one connection everybody shares, each takes 5 to
 * 10 ms in the graphs and as much again for its words, and a request may have to wait for two transactions.
 */
const BATCH_VECTORS = 6;
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
