import { describe, expect, test } from 'vitest';
import type { Database, Transaction } from '../../database/database.ts';
import type { PerformTask } from '../../models/model-task.ts';
import { type Draft, type Reply, ruleTrace } from '../draft.ts';
import { draftInLanguage } from './draft-in-language.ts';

const TURN = {
  ...{ conversationId: 'c', channel: 'live_chat' as const, customerId: '', fence: 0, questionMessageId: 'm' },
  ...{ question: 'sí', history: [], language: 'es' },
};

/** Keeps what was said to the database. */
function recording() {
  const statements: string[] = [];
  const tx = {
    query: async (text: string) => {
      statements.push(text);
      return { rows: [], rowCount: 0 };
    },
    emit: () => {},
    afterCommit: () => {},
  } satisfies Transaction;
  const db = { ...tx, transaction: <T>(work: (inner: Transaction) => Promise<T>) => work(tx) };
  return { tx, db: db as unknown as Database, statements };
}

function translating(said: Record<string, string>): PerformTask {
  return async (task) => {
    const { text } = JSON.parse(task.data) as { text: string };
    const usage = { inputTokens: 0, outputTokens: 0, costMicroUsd: 0 };
    return { value: task.form.schema.parse({ text: said[text] ?? text }), model: 'm', usage: usage as never };
  };
}

const trace = ruleTrace('complaint', 'complaint', 1);
const saying = (text: string): Reply => ({
  ...{ action: 'send', text, citedChunkIds: [], exampleIds: [], trace },
  metadata: { kind: 'answer', agent: 'complaint', intent: 'complaint', confidence: 1, model: 'rules', citations: [] },
});

/** A draft that says the next of these each time it is run. */
function acting(...texts: string[]): Draft {
  let run = 0;
  return { action: 'transact', trace, run: async () => saying(texts[run++] ?? '') };
}

async function run(draft: Draft, said: Record<string, string>) {
  const { db, tx, statements } = recording();
  const within = { turn: TURN, businessName: 'MyHibachi', perform: translating(said), call: {} };
  const result = await draftInLanguage(db, draft, within);
  return { result, reply: result.action === 'transact' ? await result.run(tx) : result, statements };
}

describe('what an agent says, in the language of the customer', () => {
  const FIRST = 'Done: you have a credit of $25. Your code is QX7PA.';
  const SECOND = FIRST.replace('QX7PA', 'ZM4KB');
  const SPANISH = 'Listo: usted tiene un crédito de $25. Su código es QX7PA.';

  test('has the code that was made in earnest, not that of the try', async () => {
    const { reply, statements } = await run(acting(FIRST, SECOND), { [FIRST]: SPANISH });
    expect(reply).toMatchObject({ action: 'send', text: SPANISH.replace('QX7PA', 'ZM4KB') });
    expect(statements).toEqual(['SAVEPOINT before_untranslated']);
  });

  test('is undone and left to a person where the answer has become another one meanwhile', async () => {
    const { reply, statements } = await run(acting(FIRST, 'The offer has run out by now, I am afraid.'), {
      [FIRST]: SPANISH,
    });
    expect(reply).toMatchObject({ action: 'escalate', reason: 'complaint' });
    expect(statements.at(-1)).toBe('ROLLBACK TO SAVEPOINT before_untranslated');
  });

  test('is not done at all where no translation keeps its amounts', async () => {
    const { result, statements } = await run(acting(FIRST, FIRST), { [FIRST]: SPANISH.replace('$25', '$250') });
    expect(result).toMatchObject({
      action: 'escalate',
      reason: 'complaint',
      detail: expect.stringContaining('Spanish'),
    });
    expect(statements).toEqual([]);
  });

  test('tells staff the language where a person goes on anyway', async () => {
    const words = 'I am sorry that we kept you waiting.';
    const draft: Reply = {
      ...{ action: 'escalate', reason: 'complaint', priority: 'high', detail: 'A serious complaint.', trace },
      preface: words,
    };
    const { reply } = await run(draft, { [words]: 'Lamento que le hayamos hecho esperar tanto tiempo.' });
    expect(reply).toMatchObject({
      ...{ action: 'escalate', priority: 'high', detail: 'The customer writes Spanish. A serious complaint.' },
      preface: 'Lamento que le hayamos hecho esperar tanto tiempo.',
    });
  });
});
