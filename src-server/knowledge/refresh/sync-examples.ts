import { createHash } from 'node:crypto';
import { ArticleCategory } from '../../contract/knowledge.ts';
import type { RefreshReport } from '../../contract/refreshes.ts';
import type { Transaction } from '../../database/database.ts';
import { plainText } from '../../models/text/plain-text.ts';
import { retireChunks } from '../chunk.store.ts';
import { toEmbedText } from '../chunk-article.ts';
import { embedTexts } from '../embed-texts.ts';
import { indexTerms } from '../index-terms.ts';
import { replaceTerms } from '../term.store.ts';
import type { Vectors } from '../write-plans.ts';
import type { ApprovedExample } from './approved-examples.ts';
import { type ExampleChunk, insertExampleChunks, listExampleChunks, reviveChunks } from './example-chunk.store.ts';
import { reasonToLeaveOut } from './left-out.ts';
import type { RefreshDeps } from './refresh-deps.ts';

/** What one page of examples changed. */
export type PageReport = Partial<RefreshReport>;

/**
 * Makes each of these approved examples a chunk of its own: its question the title, its answer the text. Embeds first,
 * then compares again and writes in one transaction together with `alongside`, so that a reader sees the page as it was
 * or as it is, and doing it twice is the same as doing it once.
 */
export async function syncExamples(
  deps: RefreshDeps,
  listed: readonly ApprovedExample[],
  alongside: (tx: Transaction, report: PageReport) => Promise<void>,
): Promise<void> {
  const holdsPersonalData = await deps.createPersonalDataCheck(deps.db);
  const before = await listExampleChunks(deps.db, idsOf(listed));
  const wanted = listed.filter((example) => reasonToLeaveOut(example, holdsPersonalData) === undefined);
  const vectors = await embedTexts(
    deps,
    wanted.filter((example) => chunkOf(before, example) === undefined).map(embedTextOf),
  );
  await deps.db.transaction(async (tx) => {
    const held = await deps.examples.hold(tx, idsOf(listed));
    const report = await writeExamples(tx, deps, held, vectors, holdsPersonalData);
    await alongside(tx, report);
  });
}

async function writeExamples(
  tx: Transaction,
  deps: RefreshDeps,
  examples: readonly ApprovedExample[],
  vectors: Vectors,
  holdsPersonalData: (text: string) => boolean,
): Promise<PageReport> {
  const at = deps.clock.now();
  const stored = await listExampleChunks(tx, idsOf(examples));
  const leftOut: RefreshReport['leftOut'] = [];
  const retired: string[] = [];
  const revived: { id: string; example: ApprovedExample }[] = [];
  const added: { id: string; example: ApprovedExample }[] = [];
  let [examplesAdded, examplesChanged, examplesRetired] = [0, 0, 0];
  for (const example of examples) {
    const own = stored.filter((chunk) => chunk.exampleId === example.id);
    const reason = reasonToLeaveOut(example, holdsPersonalData);
    const fitting = reason === undefined ? chunkOf(own, example) : undefined;
    const stale = own.filter((chunk) => chunk.isActive && chunk !== fitting);
    retired.push(...stale.map((chunk) => chunk.id));
    if (reason !== undefined) {
      leftOut.push({ exampleId: example.id, question: example.question.slice(0, 200), reason });
      examplesRetired += stale.length;
      continue;
    }
    if (fitting?.isActive === true) continue;
    if (fitting !== undefined) revived.push({ id: fitting.id, example });
    else added.push({ id: deps.newId(), example });
    if (own.length > 0 && fitting === undefined) examplesChanged += 1;
    else examplesAdded += 1;
  }
  await retireChunks(tx, retired, at);
  await reviveChunks(tx, idsOf(revived), at);
  await insertExampleChunks(
    tx,
    added.map(({ id, example }) => ({
      id,
      exampleId: example.id,
      title: example.question,
      text: example.answer,
      category: ArticleCategory.safeParse(example.intent).data ?? null,
      contentHash: hashOf(example),
      vector: vectors.byText.get(embedTextOf(example)),
      embeddingModel: vectors.model,
    })),
    at,
  );
  await replaceTerms(
    tx,
    retired,
    [...revived, ...added].map(({ id, example }) => ({
      chunkId: id,
      ...indexTerms([example.question], plainText(example.answer)),
    })),
  );
  return { examplesAdded, examplesChanged, examplesRetired, leftOut };
}

/** The chunk that holds the example as it is now, whether it is in use or not. */
function chunkOf(chunks: readonly ExampleChunk[], example: ApprovedExample): ExampleChunk | undefined {
  const hash = hashOf(example);
  return chunks.find((chunk) => chunk.exampleId === example.id && chunk.contentHash === hash);
}

function hashOf({ question, answer }: ApprovedExample): string {
  return createHash('sha256').update(question).update('\n').update(answer).digest('hex');
}

function embedTextOf({ question, answer }: ApprovedExample): string {
  return toEmbedText({ title: question, text: answer });
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map((row) => row.id);
}
