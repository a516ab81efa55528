import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { addApproved } from '../support/approved-examples.ts';
import { buildDataset } from '../support/build-dataset.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

/** Words that nobody else uses, each where a customer leaves something. */
const [TOPIC, NAME, STREET] = ['zebrafishes', 'Quillonberry', 'Wexcombe'];
const QUESTION = `Can the chef also grill ${TOPIC} for us?`;
const ANSWER = 'Yes, tell us two days ahead and the chef brings them.';

let server: TestServer;
let support: ApiClient;
let admin: ApiClient;
let adminId: string;

beforeAll(async () => {
  server = await startTestServer();
  [support, admin] = [await server.as('support'), await server.as('admin')];
  const { items } = await (await server.as('owner')).users.list();
  adminId = items.find(({ role }) => role === 'admin')?.id ?? '';
  await addApproved(server.db, adminId);
}, 120_000);
afterAll(() => server.stop());

/** Every table and column that holds one of the words, and every file of the data folder. */
async function findWords(): Promise<string[]> {
  const tables = await server.db.query(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { schema, name } of tables.rows) {
    const table = `"${String(schema)}"."${String(name)}"`;
    const { rows } = await server.db.query(`SELECT t::text AS row FROM ${table} t WHERE t::text ~* $1`, [
      [TOPIC, NAME, STREET].join('|'),
    ]);
    found.push(...rows.map(({ row }) => `${table}: ${String(row).slice(0, 300)}`));
  }
  for (const file of await readdir(server.dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const text = await readFile(join(file.parentPath, file.name), 'latin1');
    if ([TOPIC, NAME, STREET].some((word) => text.toLowerCase().includes(word.toLowerCase()))) found.push(file.name);
  }
  return found;
}

/** Asks, is not answered, gets a person's reply, books, and is learned from. */
async function leaveTraces(): Promise<{ conversationId: string; exampleId: string }> {
  const customer = await startChatCustomer(server, { name: `Ann ${NAME}`, contact: 'ann@quillonberry.example' });
  const { conversationId: id } = customer;
  await customer.ask(QUESTION);
  await support.conversations.takeOver({ id });
  await support.conversations.addNote({ id, content: `${NAME} wants ${TOPIC}` });
  const seen = (await support.conversations.messages({ id, limit: 50 })).items.at(-1)?.seq ?? 0;
  await support.conversations.reply({ id, content: ANSWER, clientKey: newId(), lastSeenSeq: seen });
  await server.db.query(
    `INSERT INTO booking.bookings (id, conversation_id, customer_id, status, customer_name, address)
     VALUES (gen_random_uuid(), $1, 'ann@quillonberry.example', 'completed', $2, $3)`,
    [id, `Ann ${NAME}`, `12 ${STREET} Road`],
  );
  const { items } = await admin.learning.list({ status: 'pending' });
  const example = items.find(({ conversationId }) => conversationId === id);
  if (example === undefined) throw new Error('The reply did not become a candidate.');
  await admin.learning.approve({ id: example.id });
  return { conversationId: id, exampleId: example.id };
}

it('deletes a customer with all that was said and learned, and tells what had learned from it', {
  timeout: 120_000,
}, async () => {
  const { conversationId, exampleId } = await leaveTraces();
  const { id: refreshId } = await admin.refreshes.start();
  await vi.waitFor(
    async () => {
      const { items } = await admin.refreshes.list({ limit: 5 });
      expect(items.find(({ id }) => id === refreshId)?.status).toBe('done');
    },
    { timeout: 60_000, interval: 200 },
  );
  const other = await startChatCustomer(server);
  const told = await other.ask('can the chef grill zebra fish for us');
  const dataset = await buildDataset(admin);
  const job = await admin.trainingJobs.start({ datasetId: dataset.id, trainer: 'local', clientKey: newId() });
  await vi.waitFor(async () => expect((await admin.trainingJobs.get({ id: job.id })).state).toBe('succeeded'), {
    timeout: 60_000,
    interval: 200,
  });
  const before = await findWords();
  for (const place of [
    '"ai"."messages"',
    '"ai"."training_data"',
    '"ai"."kb_chunks"',
    '"support"."notes"',
    '"booking"."bookings"',
  ])
    expect(before.some((one) => one.startsWith(place))).toBe(true);
  // Of the two files of a dataset, chance decides which one holds an example.
  expect(before.some((one) => /^mhc_support_v1\.(?:validation\.)?jsonl$/.test(one))).toBe(true);

  await expect(support.erasures.eraseCustomer({ id: conversationId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(support.erasures.preview({ id: conversationId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await admin.erasures.preview({ id: conversationId })).toMatchObject({
    ...{ conversations: 1, examples: 1, bookings: 1 },
    datasets: [{ id: dataset.id }],
    modelVersions: [{ number: 1, trainer: 'local' }],
  });
  const begun = await admin.erasures.eraseCustomer({ id: conversationId });
  expect(begun).toMatchObject({ finishedAt: null, problem: null });
  const receipt = await vi.waitFor(
    async () => {
      const found = (await admin.erasures.list()).items.find(({ id }) => id === begun.id);
      // The dataset that takes the place is built beside it.
      if (found?.finishedAt == null || found.replacedBy === null) throw new Error('It is not finished.');
      return found;
    },
    { timeout: 60_000, interval: 200 },
  );

  expect(await findWords()).toEqual([]);
  expect(receipt).toMatchObject({
    removed: { conversations: 1, examples: 1, learnedTexts: 1, bookings: 1 },
    datasets: [{ id: dataset.id, fileName: 'mhc_support_v1.jsonl' }],
    replacedBy: { fileName: 'mhc_support_v2.jsonl' },
    modelVersions: [{ number: 1, trainer: 'local' }],
  });
  expect(receipt.files).toContain('mhc_support_v1.jsonl');
  expect((await admin.erasures.list()).items).toEqual([receipt]);
  // Once it is finished, nothing is left to be tried again.
  expect(await admin.erasures.finish({ id: receipt.id })).toMatchObject({ finishedAt: receipt.finishedAt });
  const { items: datasets } = await admin.learning.datasets();
  expect(datasets.map(({ version, withdrawnAt }) => [version, withdrawnAt !== null])).toEqual([
    [2, false],
    [1, true],
  ]);
  const left = await server.db.query('SELECT id FROM ai.training_data WHERE id = $1', [exampleId]);
  expect(left.rowCount).toBe(0);
  // Everybody else's conversations are as they were.
  expect((await other.client.chat.state()).messages.some(({ content }) => content === told.content)).toBe(true);
  await expect(admin.erasures.eraseCustomer({ id: conversationId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
