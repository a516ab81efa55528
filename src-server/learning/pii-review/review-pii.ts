import type { ExamplePii, PiiText, PiiType } from '../../contract/pii.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Queryable, Transaction } from '../../database/database.ts';
import { holdsPlaceholder } from '../collect-examples.ts';
import { listConversationTexts } from '../conversation-texts.store.ts';
import { findCorrectionsOfExamples, findKnown, type KnownOfConversation } from '../customer-facts.store.ts';
import { type ExampleRow, getExample } from '../example.store.ts';
import { findMissed } from '../pii/corrections.ts';
import { type DetectOptions, detectPii } from '../pii/detect-pii.ts';
import { findKnownFacts } from '../pii/known-facts.ts';
import { overlaps } from '../pii/span.ts';
import { isCommonWord } from '../pii/vocabulary.ts';
import type { ReviewedChange } from '../review-example.ts';
import { PLACEHOLDER, type Scrub } from '../scrub-pii.ts';
import {
  type CorrectionRow,
  deleteCorrection,
  listCorrectionsOf,
  listWithheld,
  lockExamplesOfConversation,
  upsertCorrection,
} from './pii-correction.store.ts';

export interface PiiReviewDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  scrub: Scrub;
  keep?: (db: Queryable) => Promise<readonly string[]>;
  /** Lets the knowledge base follow what is used from now on, or no more, in the correction's transaction. */
  followReview: (tx: Transaction, change: ReviewedChange) => Promise<void>;
}

interface PiiCorrectionInput {
  id: string;
  kind: 'missed' | 'wrong';
  text: string;
  type?: PiiType;
}

/**
 * What reviewers see and correct of the scrubbing. A correction holds in every export, throughout its conversation. Exports
 * replace what is marked; answers are given as they were approved, so an example with marked words gives none.
 */
export function createReviewPii(deps: PiiReviewDeps) {
  const { db } = deps;

  async function read(id: string): Promise<ExamplePii> {
    const example = await getExample(db, id);
    const options = await readOptions(deps, example);
    // As in an export: the same thing has one placeholder in all that was said.
    const scrubber = deps.scrub(options);
    const said = example.conversationId === null || !holdsPlaceholder(example) ? [] : [example.conversationId];
    for (const text of (await listConversationTexts(db, said)).get(example.conversationId ?? '') ?? [])
      scrubber.meet(text);
    const of = (text: string) => ({ ...labelText(text, options), scrubbed: scrubber.scrub(text) });
    const corrections = (await listCorrectionsOf(db, id)).map(toCorrection);
    const { isWithheld } = example;
    return { question: of(example.question), answer: of(example.answer), corrections, isWithheld };
  }

  async function correct(input: PiiCorrectionInput, by: string): Promise<ExamplePii> {
    const example = await getExample(db, input.id);
    const options = await readOptions(deps, example);
    const texts = [example.question, example.answer];
    if (!texts.some((text) => findMissed(text, [{ text: input.text, type: 'NAME' }]).length > 0))
      throw new AppError('BAD_INPUT', 'These words are not in the example. Mark whole words as they stand there.');
    const isOnRecord = findKnownFacts(input.text, options.facts ?? {}, isCommonWord).length > 0;
    if (input.kind === 'wrong' && isOnRecord)
      throw new AppError('BAD_INPUT', "This is in the customer's own record, so it is always replaced.");
    await change(example, (tx) =>
      upsertCorrection(tx, {
        ...{ id: deps.newId(), exampleId: input.id, conversationId: example.conversationId, by, at: deps.clock.now() },
        ...{ kind: input.kind, text: input.text, type: input.type ?? null },
      }),
    );
    return read(input.id);
  }

  async function takeBack(input: { id: string; correctionId: string }): Promise<ExamplePii> {
    await change(await getExample(db, input.id), async (tx) => {
      if (!(await deleteCorrection(tx, input.id, input.correctionId)))
        throw new AppError('NOT_FOUND', 'This correction was taken back already. Reload the example.');
    });
    return read(input.id);
  }

  /** Changes corrections; the approved examples of the conversation that are withheld by it, or no more, are told of. */
  async function change(example: ExampleRow, write: (tx: Transaction) => Promise<void>): Promise<void> {
    await db.transaction(async (tx) => {
      await lockExamplesOfConversation(tx, example.id);
      const before = new Map((await listWithheld(tx, example.id)).map((one) => [one.id, one.isWithheld]));
      await write(tx);
      for (const { id, isApproved, isWithheld } of await listWithheld(tx, example.id)) {
        const was = before.get(id) ?? false;
        if (!isApproved || was === isWithheld) continue;
        const follow = { wasApproved: !was, isApproved: !isWithheld, isRewritten: false };
        await deps.followReview(tx, { exampleId: id, ...follow });
      }
      const { conversationId } = example;
      tx.emit({
        type: 'training.updated',
        subjectId: example.id,
        ...(conversationId === null ? {} : { conversationId }),
      });
    });
  }

  return { read, correct, takeBack };
}

async function readOptions(deps: PiiReviewDeps, example: ExampleRow): Promise<DetectOptions> {
  const keep = (await deps.keep?.(deps.db)) ?? [];
  const own = await findCorrectionsOfExamples(deps.db, example.conversationId === null ? [example.id] : []);
  const known: KnownOfConversation = own.get(example.id) ?? (await findKnown(deps.db, example.conversationId));
  return { ...known, keep };
}

/** Where personal data stands in a text, and how that is known. */
export function labelText(text: string, options: DetectOptions): Omit<PiiText, 'scrubbed'> {
  const record = findKnownFacts(text, options.facts ?? {}, isCommonWord);
  const marked = findMissed(text, options.corrections?.missed);
  const proposed = [...text.matchAll(PLACEHOLDER)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    type: match[1] as PiiType,
    by: 'proposed' as const,
  }));
  const found = detectPii(text, options)
    .filter((span) => !proposed.some((one) => overlaps(one, span)))
    .map((span) => ({
      ...span,
      by: record.some((one) => overlaps(one, span))
        ? ('record' as const)
        : marked.some((one) => overlaps(one, span))
          ? ('reviewer' as const)
          : ('scrubber' as const),
    }));
  return { text, spans: [...proposed, ...found].sort((left, right) => left.start - right.start) };
}

export function toCorrection({ id, kind, text, type, byId, byName, at }: CorrectionRow) {
  return { id, kind, text, type, by: { id: byId, name: byName }, at };
}
