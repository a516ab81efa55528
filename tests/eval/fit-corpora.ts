import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { createOfflineEmbedder } from '../../src-server/models/offline/offline-embedder.ts';
import { type SourceView, viewSource } from '../../src-server/models/offline/source-view.ts';
import { createTermRarity, type TermRarity } from '../../src-server/models/text/term-rarity.ts';
import { terms, words } from '../../src-server/models/text/words.ts';

const Entry = z.object({ id: z.string(), question: z.string(), answer: z.string() });
const Question = z.object({ id: z.string(), text: z.string(), relevant: z.array(z.string()) });

export interface Query {
  text: string;
  relevant: string[];
  vector: number[];
}

/** A corpus of shared/eval/retrieval with a search like the product's: a blend of cosine and BM25. */
export interface Corpus {
  name: string;
  queries: Query[];
  /** Questions of the set with their topic swapped for one of another set: they sound alike and have no answer. */
  swapped: Query[];
  rarity: TermRarity;
  isFaq: boolean;
  search(query: Query, limit: number, include: (id: string) => boolean): { id: string; view: SourceView }[];
}

export async function loadCorpora(folder: string): Promise<Corpus[]> {
  const embedder = createOfflineEmbedder();
  const corpora: Corpus[] = [];
  const sets = readdirSync(folder)
    .sort()
    .map((name) => ({
      name,
      entries: readLines(join(folder, name, 'corpus.jsonl'), Entry),
      questions: readLines(join(folder, name, 'queries.jsonl'), Question),
    }));
  for (const [place, { name, entries, questions }] of sets.entries()) {
    const rarity = createTermRarity(entries.map((entry) => `${entry.question}\n${entry.answer}`));
    const foreign = sets[(place + 1) % sets.length]?.questions ?? [];
    const swapped = questions.flatMap((question, at) => {
      const text = swapTopic(question.text, foreign[(at * 7) % foreign.length]?.text ?? '', rarity);
      return text === undefined || at % 2 === 1 ? [] : [{ text, relevant: [] }];
    });
    const swappedVectors = await embedder.embed(swapped.map((question) => question.text));
    console.error(`embedding ${name}: ${entries.length} entries, ${questions.length} questions`);
    const asked = await embedder.embed(entries.map((entry) => entry.question || entry.answer));
    const answers = await embedder.embed(entries.map((entry) => entry.answer));
    const vectors = await embedder.embed(questions.map((question) => question.text));
    const views = entries.map((entry) =>
      viewSource({ label: entry.id, title: entry.question, text: entry.answer, similarity: 0 }),
    );
    const index = new MiniSearch<z.infer<typeof Entry>>({
      fields: ['question', 'answer'],
      tokenize: terms,
      processTerm: (term) => term,
      searchOptions: { boost: { question: 2 } },
    });
    index.addAll(entries);
    corpora.push({
      name,
      queries: questions.map((question, at) => ({ ...question, vector: vectors[at] ?? [] })),
      swapped: swapped.map((question, at) => ({ ...question, vector: swappedVectors[at] ?? [] })),
      rarity,
      isFaq: views.filter((view) => view.asksQuestion).length > views.length / 2,
      search(query, limit, include) {
        const bm25 = new Map(index.search(query.text).map((hit) => [String(hit.id), hit.score]));
        const found = entries
          .map((entry, at) => ({
            id: entry.id,
            at,
            similarity: Math.max(cosine(asked[at] ?? [], query.vector), cosine(answers[at] ?? [], query.vector)),
            text: bm25.get(entry.id) ?? 0,
          }))
          .filter(({ id }) => include(id));
        const topSimilarity = Math.max(...found.map((one) => one.similarity));
        const topText = Math.max(1e-9, ...found.map((one) => one.text));
        const blend = (one: (typeof found)[number]) =>
          (0.7 * one.similarity) / topSimilarity + (0.3 * one.text) / topText;
        const best = found.sort((a, b) => blend(b) - blend(a)).slice(0, limit);
        return best.flatMap(({ id, at, similarity }) => {
          const view = views[at];
          return view === undefined ? [] : [{ id, view: { ...view, similarity } }];
        });
      },
    });
  }
  await embedder.stop();
  return corpora;
}

/** Puts the foreign question's rarest word where this question's rarest word was. */
function swapTopic(text: string, foreign: string, rarity: TermRarity): string | undefined {
  const rarestWord = (question: string, isFit: (rarity: number) => boolean): string | undefined =>
    words(question)
      .map((word) => ({ word, term: terms(word)[0] }))
      .filter(({ term }) => term !== undefined && isFit(rarity(term)))
      .sort((a, b) => rarity(b.term ?? '') - rarity(a.term ?? ''))[0]?.word;
  const topic = rarestWord(text, (value) => value < 1);
  const other = rarestWord(foreign, (value) => value >= 1);
  if (topic === undefined || other === undefined) return undefined;
  return text.replace(new RegExp(`\\b${topic}\\b`, 'i'), other);
}

export function cosine(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => schema.parse(JSON.parse(line)));
}
