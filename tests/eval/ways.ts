import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SearchLegs } from '../../src-server/knowledge/blend-scores.ts';
import { CorpusRow, openEvalDesk } from './eval-desk.ts';
import { readCorpus } from './read-corpus.ts';
import { readLines } from './read-lines.ts';
import { type Outcome, type RetrievalFigures, retrievalFigures } from './retrieval-figures.ts';

const Question = z.object({ text: z.string(), relevant: z.array(z.string()) });
const Sentence = z.object({ text: z.string(), intent: z.string() });
type Question = z.infer<typeof Question>;

const GIVEN_WAYS = 3;
const HITS = 50;

export interface WaysResult extends RetrievalFigures {
  /** Rows that were given three ways to ask; the questions are about these, and are none of the ways. */
  rows_with_ways: number;
  /** The same questions before the ways were given. */
  without_ways: RetrievalFigures;
  vector: RetrievalFigures;
  text: RetrievalFigures;
}

/** What is asked, and which rows it is about. Ways to ask and questions are never the same. */
interface WaysSet {
  rows: CorpusRow[];
  ways: Map<string, string[]>;
  questions: Question[];
}

/**
 * `npm run eval -- ways`: what three given ways to ask do for an article. Queries without a corpus are about the sample
 * workspace, whose articles bring their ways. A corpus may bring its own; a retrieval set without any gives each row the
 * first three of the queries that are relevant to it; a set of intents becomes an article for each, with its first three training sentences. Labels that are
 * wrong or that fit two rows count against the result, as a question has no other truth.
 */
export async function measureWays(dataDir: string): Promise<WaysResult> {
  const set = await readSet(dataDir);
  const before = await ask(set.rows, set.questions, ['both']);
  const rows = set.rows.map((row) => ({
    ...row,
    questions: [...(row.questions ?? []), ...(set.ways.get(row.id) ?? [])],
  }));
  const after = await ask(rows, set.questions, ['both', 'vector', 'text']);
  return {
    rows_with_ways: set.ways.size,
    ...retrievalFigures(after.both),
    without_ways: retrievalFigures(before.both),
    vector: retrievalFigures(after.vector),
    text: retrievalFigures(after.text),
  };
}

function readSet(dataDir: string): Promise<WaysSet> {
  if (!existsSync(join(dataDir, 'queries.jsonl'))) return fromIntents(dataDir);
  return existsSync(join(dataDir, 'corpus.jsonl')) ? fromQueries(dataDir) : fromSample(dataDir);
}

async function fromSample(dataDir: string): Promise<WaysSet> {
  const rows = await readCorpus(dataDir);
  return {
    rows: rows.map(({ questions: _, ...row }) => row),
    ways: new Map(rows.map(({ id, questions = [] }) => [id, questions.slice(0, GIVEN_WAYS)])),
    questions: await readLines(join(dataDir, 'queries.jsonl'), Question),
  };
}

async function fromQueries(dataDir: string): Promise<WaysSet> {
  const rows = await readLines(join(dataDir, 'corpus.jsonl'), CorpusRow);
  const all = await readLines(join(dataDir, 'queries.jsonl'), Question);
  const brought = rows.flatMap(({ id, questions = [] }) =>
    questions.length === 0 ? [] : [[id, questions.slice(0, GIVEN_WAYS)] as const],
  );
  return brought.length === 0
    ? giveWays(rows, all)
    : {
        rows: rows.map(({ questions: _, ...row }) => row),
        ways: new Map(brought),
        questions: all.filter((question) => question.relevant.length > 0),
      };
}

/** Makes some of the questions ways to ask, and keeps the rest to be asked. */
function giveWays(rows: CorpusRow[], all: readonly Question[]): WaysSet {
  const given = new Set<Question>();
  const ways = new Map<string, string[]>();
  for (const { id } of rows) {
    const about = all.filter((question) => question.relevant.includes(id) && !given.has(question));
    // One must be left to ask.
    if (about.length <= GIVEN_WAYS) continue;
    for (const question of about.slice(0, GIVEN_WAYS)) given.add(question);
    ways.set(
      id,
      about.slice(0, GIVEN_WAYS).map((question) => question.text),
    );
  }
  const isAsked = (question: Question) => !given.has(question) && question.relevant.some((id) => ways.has(id));
  return { rows, ways, questions: all.filter(isAsked) };
}

async function fromIntents(dataDir: string): Promise<WaysSet> {
  const [train, test] = await Promise.all(
    ['train.jsonl', 'test.jsonl'].map((file) => readLines(join(dataDir, file), Sentence)),
  );
  const ways = new Map<string, string[]>();
  for (const { text, intent } of train ?? []) {
    const known = ways.get(intent) ?? [];
    if (intent !== 'oos' && known.length < GIVEN_WAYS) ways.set(intent, [...known, text]);
  }
  const rows = [...ways.keys()].map((id) => ({ id, question: '', answer: id.replace(/[_-]+/g, ' ') }));
  const questions = (test ?? [])
    .filter(({ intent }) => ways.has(intent))
    .map(({ text, intent }) => ({ text, relevant: [intent] }));
  return { rows, ways, questions };
}

async function ask(rows: readonly CorpusRow[], questions: readonly Question[], legs: readonly SearchLegs[]) {
  const outcomes: Record<SearchLegs, Outcome[]> = { both: [], vector: [], text: [] };
  const desk = await openEvalDesk(rows);
  try {
    for (const [index, { text, relevant }] of questions.entries()) {
      if (index % 50 === 0) process.stderr.write(`\r  asked ${index} of ${questions.length}`);
      const vector = await desk.embed(text);
      for (const leg of legs) {
        const startedMs = performance.now();
        const hits = await desk.search({ query: text, vector, limit: HITS, legs: leg });
        const ms = performance.now() - startedMs;
        outcomes[leg].push({ relevant, found: [...new Set(hits.map((hit) => hit.rowId))], ms });
      }
    }
    process.stderr.write('\n');
  } finally {
    await desk.stop();
  }
  return outcomes;
}
