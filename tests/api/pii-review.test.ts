import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { evaluatePii } from '../eval/pii.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let support: ApiClient;
let admin: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  [support, admin] = [await server.as('support'), await server.as('admin')];
}, 120_000);
afterAll(() => server.stop());

const QUESTION = 'Can the zorbelin deal with two grills on our terrace?';
const ANSWER = 'Yes, zorbelin sets up both. Ann Quill may call 916 555 0199 about it.';

async function propose(visitor: { name?: string; contact?: string }, answer = ANSWER) {
  const customer = await startChatCustomer(server, visitor);
  const message = await customer.ask(QUESTION);
  return support.conversations.correct({ id: message.id, answer });
}

const scrubbedDataset = async () => {
  const build = await admin.datasetBuilds.start({ clientKey: crypto.randomUUID() });
  for (;;) {
    const { state, dataset } = await admin.datasetBuilds.get({ id: build.id });
    if (state === 'failed') throw new Error('It was not built.');
    if (state === 'done' && dataset !== null)
      return (await admin.learning.datasetFile({ id: dataset.id, format: 'csv' })).content;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

it('shows what is scrubbed, and holds corrections in every export of the conversation', {
  timeout: 120_000,
}, async () => {
  const { exampleId: id } = await propose({ name: 'Ann Quill', contact: '+1 916 555 0123' });
  const before = await admin.pii.ofExample({ id });
  expect(before.question).toMatchObject({ text: QUESTION, spans: [], scrubbed: QUESTION });
  const words = ({ text, spans }: typeof before.answer) =>
    spans.map(({ start, end, type, by }) => `${by} ${type} ${text.slice(start, end)}`);
  // What certainly identifies somebody was replaced when it was proposed.
  expect(words(before.answer)).toEqual(['proposed NAME [NAME_1]', 'proposed PHONE [PHONE_1]']);

  const marked = await admin.pii.correct({ id, kind: 'missed', text: 'zorbelin', type: 'HANDLE' });
  expect(words(marked.question)).toEqual(['reviewer HANDLE zorbelin']);
  expect(marked.question.scrubbed).toBe('Can the [HANDLE_1] deal with two grills on our terrace?');
  expect(marked.answer.scrubbed).toMatch(/^Yes, \[HANDLE_1\] sets up both\./);
  expect(marked.corrections).toMatchObject([
    { kind: 'missed', text: 'zorbelin', type: 'HANDLE', by: { name: 'The admin' } },
  ]);

  await admin.learning.approve({ id, acceptsConflicts: true });
  const lines = await scrubbedDataset();
  expect(lines).toContain('[HANDLE_1]');
  expect(lines).not.toMatch(/zorbelin/i);

  // The correction is among the tests of the scrubber, and the report says that it is still needed.
  expect(await admin.pii.report()).toMatchObject({
    corrections: 1,
    stillNeeded: [{ exampleId: id, correction: { text: 'zorbelin' } }],
  });
  const file = await admin.pii.testFile();
  const folder = await mkdtemp(join(tmpdir(), 'teppan-pii-'));
  await writeFile(join(folder, file.fileName), file.content);
  expect(await evaluatePii(folder)).toMatchObject({ texts: 2, recall: { HANDLE: 0 } });

  const undone = await admin.pii.takeBack({ id, correctionId: marked.corrections[0]?.id ?? '' });
  expect(undone.corrections).toEqual([]);
  expect(undone.question.scrubbed).toBe(QUESTION);
  expect((await admin.pii.testFile()).texts).toBe(0);
  expect(server.logged.join('\n')).not.toMatch(/zorbelin/i);
});

it('shows no customer an approved example in which words are marked, until they are edited out', async () => {
  const answer = 'Yes. Lantern tables are set up by Ozwin on request, an hour before we cook.';
  const { exampleId: id } = await propose({ name: 'Cy' }, answer);
  await admin.learning.approve({ id, question: 'Do you set up lantern tables?', acceptsConflicts: true });
  const asked = async () => {
    const customer = await startChatCustomer(server, { name: 'Di' });
    return (await customer.ask('Do you set up lantern tables?')).content;
  };
  expect(await asked()).toContain('Ozwin');

  const marked = await admin.pii.correct({ id, kind: 'missed', text: 'ozwin', type: 'NAME' });
  expect(marked).toMatchObject({ isWithheld: true });
  expect((await admin.learning.list({ status: 'approved' })).items.find((one) => one.id === id)?.isWithheld).toBe(true);
  expect(await asked()).not.toContain('Ozwin');
  const back = await admin.pii.takeBack({ id, correctionId: marked.corrections[0]?.id ?? '' });
  expect(back.isWithheld).toBe(false);
  expect(await asked()).toContain('Ozwin');

  await admin.pii.correct({ id, kind: 'missed', text: 'Ozwin', type: 'NAME' });
  const edited = answer.replace('Ozwin', 'our crew');
  await admin.learning.approve({ id, answer: edited, acceptsConflicts: true });
  expect(await admin.pii.ofExample({ id })).toMatchObject({ isWithheld: false });
  expect(await asked()).toContain('our crew');
});

it('withholds an example by whole words only, whatever signs stand in them', async () => {
  const answer = 'Yes. Ann C. (Tuesdays) helps with planning the annual picnic.';
  const { exampleId: id } = await propose({ name: 'Ed' }, answer);
  await admin.learning.approve({ id, question: 'Do you help to plan picnics?', acceptsConflicts: true });
  await admin.pii.correct({ id, kind: 'missed', text: 'Ann', type: 'NAME' });
  await admin.pii.correct({ id, kind: 'missed', text: 'ann c. (tuesdays)', type: 'NAME' });
  expect(await admin.pii.ofExample({ id })).toMatchObject({ isWithheld: true });

  await admin.learning.approve({ id, answer: answer.replace('Ann C. ', 'Somebody '), acceptsConflicts: true });
  expect(await admin.pii.ofExample({ id })).toMatchObject({ isWithheld: false });
  await admin.learning.approve({ id, answer: answer.replace('Ann C.', 'ANN\nC.'), acceptsConflicts: true });
  expect(await admin.pii.ofExample({ id })).toMatchObject({ isWithheld: true });
  for (const { id: correctionId, text } of (await admin.pii.ofExample({ id })).corrections)
    if (text === 'Ann') await admin.pii.takeBack({ id, correctionId });
  expect(await admin.pii.ofExample({ id })).toMatchObject({ isWithheld: true });
});

it('lets a reviewer keep what was taken for a name by mistake, but never what is on record', async () => {
  const { exampleId: id } = await propose({ name: 'Bo' }, 'Ask for Mr. Teriyaki Johnson, our oldest sauce.');
  const seen = await admin.pii.ofExample({ id });
  const span = seen.answer.spans.find(({ by }) => by === 'scrubber');
  if (span === undefined) throw new Error('Nothing was taken for a name.');
  const text = seen.answer.text.slice(span.start, span.end);
  const kept = await admin.pii.correct({ id, kind: 'wrong', text });
  expect(kept.answer.spans.filter(({ by }) => by === 'scrubber')).toEqual([]);
  expect(kept.answer.scrubbed).toContain(text);
  // Said again the other way round, the last word counts.
  const again = await admin.pii.correct({ id, kind: 'missed', text, type: 'NAME' });
  expect(again.answer.scrubbed).not.toContain(text);
  expect(again.corrections).toHaveLength(1);

  await expect(admin.pii.correct({ id, kind: 'missed', text: 'nowhere', type: 'NAME' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  await expect(support.pii.ofExample({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
