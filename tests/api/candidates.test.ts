import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import type { TrainingExample } from '../../src-server/contract/learning.ts';
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

/** A customer asks, and a colleague writes what the answer should have been. */
async function propose(question: string, answer: string) {
  const customer = await startChatCustomer(server);
  const message = await customer.ask(question);
  const { exampleId } = await support.conversations.correct({ id: message.id, answer });
  return { exampleId, messageId: message.id, conversationId: customer.conversationId };
}

async function waiting(): Promise<TrainingExample[]> {
  return (await admin.learning.list({ status: 'pending', limit: 100 })).items;
}

/** Waits until the background has come to an example, and it is as expected. */
function see(id: string, isIt: (example: TrainingExample) => boolean): Promise<TrainingExample> {
  return vi.waitFor(
    async () => {
      const found = (await waiting()).find((example) => example.id === id);
      if (found === undefined || !isIt(found)) throw new Error(`It is ${JSON.stringify(found)}.`);
      return found;
    },
    { timeout: 30_000, interval: 50 },
  );
}

const audit = async () =>
  (await server.db.query(`SELECT action, subject_id, details FROM identity.audit_log WHERE action LIKE 'training%'`))
    .rows;

const ids = (examples: readonly { id: string }[]) => examples.map(({ id }) => id);

describe('one question in several words', { timeout: 120_000 }, () => {
  it('is reviewed once, approved once, and each message is found again', async () => {
    const first = await propose('Do you bring plates?', 'Yes, for a small fee: tell us how many.');
    const second = await propose('Do you bring the plates?', 'We can, for a small fee.');
    const other = await propose('Is there a dress code for the chef?', 'The chef wears a black uniform.');
    const shown = await see(first.exampleId, ({ alike }) => alike.length === 1);
    expect(shown.alike).toMatchObject([
      { id: second.exampleId, status: 'pending', messageId: second.messageId, conversationId: second.conversationId },
    ]);
    expect(ids(await waiting())).toEqual([first.exampleId, other.exampleId]);
    expect((await admin.learning.counts()).pending).toBe(2);

    // Whichever of the two answers is chosen stands for both.
    const approved = await admin.learning.approve({ id: second.exampleId, acceptsConflicts: true });
    expect(approved.alike).toMatchObject([{ id: first.exampleId, status: 'merged', messageId: first.messageId }]);
    expect(ids(await waiting())).toEqual([other.exampleId]);
    expect((await admin.learning.list({ status: 'merged' })).items).toMatchObject([{ id: first.exampleId }]);

    // One click takes it back for both.
    await admin.learning.reopen({ id: second.exampleId });
    await see(first.exampleId, ({ alike }) => alike.length === 1);

    const third = await propose('Do you bring plates too?', 'Yes, for a fee.');
    await admin.learning.approve({ id: first.exampleId, acceptsConflicts: true });
    const late = await see(third.exampleId, ({ alike }) => alike.some(({ status }) => status === 'approved')).catch(
      // It was compared before the approval, and merged with it.
      async () => (await admin.learning.list({ status: 'merged' })).items.find(({ id }) => id === third.exampleId),
    );
    expect(late).toBeDefined();
    if (late?.status === 'pending')
      expect(await admin.learning.merge({ id: third.exampleId, intoId: first.exampleId })).toMatchObject({
        status: 'merged',
      });
  });

  it('is parted by a reviewer for good', async () => {
    const first = await propose('Can we have the party on a boat?', 'Only when it is moored.');
    const second = await propose('Can we have a party on a boat?', 'Ask us first, please.');
    await see(first.exampleId, ({ alike }) => alike.length === 1);
    const parted = await admin.learning.setAlike({ id: first.exampleId, otherId: second.exampleId, isAlike: false });
    expect(parted.alike).toEqual([]);
    expect(ids(await waiting())).toEqual(expect.arrayContaining([first.exampleId, second.exampleId]));
    await admin.learning.approve({ id: first.exampleId, acceptsConflicts: true });
    expect(ids(await waiting())).toContain(second.exampleId);
    await expect(
      admin.learning.setAlike({ id: second.exampleId, otherId: second.exampleId, isAlike: true }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(support.learning.merge({ id: second.exampleId, intoId: first.exampleId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('word by word adds the message to the example that is there', async () => {
    const words = ['Do you also cook on a rooftop?', 'Yes, where open flames are allowed.'] as const;
    const first = await propose(...words);
    const again = await propose(...words);
    expect(again.exampleId).toBe(first.exampleId);
    const shown = (await waiting()).find(({ id }) => id === first.exampleId);
    expect(shown?.furtherSources).toEqual([{ messageId: again.messageId, conversationId: again.conversationId }]);
  });
});

describe('an answer that says otherwise', { timeout: 120_000 }, () => {
  it('than an article is flagged with both passages, and approved only by who says that they saw it', async () => {
    const { exampleId } = await propose('How much is the deposit?', 'The deposit is $150, paid by card.');
    const flagged = await see(exampleId, ({ conflicts }) => conflicts.length > 0);
    expect(flagged.conflicts).toContainEqual({
      against: expect.objectContaining({ kind: 'article', code: 'KB-004' }),
      ownPassage: 'The deposit is $150, paid by card.',
      otherPassage: expect.stringContaining('$100 deposit'),
      reason: 'They differ: 150, 100.',
    });
    await expect(admin.learning.approve({ id: exampleId })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('KB-004'),
    });
    expect(await audit()).toEqual([]);
    // Corrected, it is approved like any other.
    const corrected = await admin.learning.approve({ id: exampleId, answer: 'The deposit is $100, paid by card.' });
    expect(corrected).toMatchObject({ status: 'approved', conflicts: [] });
    await admin.learning.reopen({ id: exampleId });

    const accepted = await admin.learning.approve({
      id: exampleId,
      answer: 'The deposit is $150.',
      acceptsConflicts: true,
    });
    expect(accepted).toMatchObject({ status: 'approved', answer: 'The deposit is $150.' });
    const entries = (await audit()).filter(({ subject_id }) => subject_id === exampleId);
    expect(entries).toEqual([
      expect.objectContaining({
        action: 'training_example.approved_despite_conflicts',
        details: { against: [expect.objectContaining({ code: 'KB-004' })] },
      }),
    ]);
  });

  it('is caught at the approval where the background has not come to it, or where a reviewer wrote it', async () => {
    const { exampleId } = await propose('Is gratuity included in the price?', 'No, gratuity is not included.');
    await expect(
      admin.learning.approve({ id: exampleId, answer: 'Yes, gratuity is included in the price.' }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('KB-005') });
  });

  it('than another example is flagged on both', async () => {
    const first = await propose('Do you cook at a campsite?', 'Yes, we do.');
    const second = await propose('Do you cook at campsites?', 'No, we never do.');
    const shown = await see(first.exampleId, ({ alike, conflicts }) => alike.length === 1 && conflicts.length === 1);
    expect(shown.conflicts[0]).toMatchObject({
      against: { kind: 'example', id: second.exampleId, status: 'pending' },
      ownPassage: 'Yes, we do.',
      otherPassage: 'No, we never do.',
    });
    await expect(admin.learning.approve({ id: second.exampleId })).rejects.toMatchObject({ code: 'CONFLICT' });
    await admin.learning.reject({ id: first.exampleId });
    expect(await admin.learning.approve({ id: second.exampleId })).toMatchObject({ status: 'approved', conflicts: [] });
  });
});
