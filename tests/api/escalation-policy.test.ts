import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import type { EscalationPolicy } from '../../src-server/contract/escalation-policy.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: ApiClient;
let admin: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  [owner, admin] = [await server.as('owner'), await server.as('admin')];
});
afterAll(() => server.stop());

/** Puts other rules in force. */
async function change(edit: (policy: EscalationPolicy) => EscalationPolicy, note = '') {
  const { policy, version } = await owner.policy.get();
  return owner.policy.update({ policy: edit(structuredClone(policy)), basedOn: version, note });
}

/** Asks in a new chat; the reason where a person was called. */
async function ask(question: string) {
  const customer = await startChatCustomer(server);
  const answer = await customer.ask(question);
  const { escalation } = await owner.conversations.get({ id: customer.conversationId });
  return { ...customer, answer, escalation };
}

const QUESTION = "What's your cancellation policy?";

describe('a change of the policy', () => {
  it('decides the very next answer, and so does taking it back', async () => {
    expect((await ask(QUESTION)).escalation).toBeNull();
    const before = await owner.policy.get();
    const strict = await change((policy) => {
      policy.answers.confidence = 1;
      policy.reasons.low_confidence = { action: 'escalate', priority: 'high', targetShare: 0.1 };
      policy.targets.responseMinutes = 60;
      return policy;
    }, 'We want to read everything for a week');
    expect(strict).toMatchObject({ version: before.version + 1, note: 'We want to read everything for a week' });
    const { escalation } = await ask(QUESTION);
    expect(escalation).toMatchObject({ reason: 'low_confidence', priority: 'high' });
    expect(Date.parse(escalation?.dueAt ?? '') - Date.parse(escalation?.createdAt ?? '')).toBe(6 * 60_000);

    await owner.policy.restore({ version: before.version, basedOn: strict.version });
    expect((await ask(QUESTION)).escalation).toBeNull();
    const { items } = await admin.policy.versions({ limit: 2 });
    expect(items.map(({ version, restoredFrom }) => [version, restoredFrom])).toEqual([
      [strict.version + 1, before.version],
      [strict.version, null],
    ]);
  });

  it('makes the AI say that it does not know, without the answer that was held back', async () => {
    await change((policy) => {
      policy.answers.confidence = 1;
      policy.reasons.low_confidence.action = 'decline';
      return policy;
    });
    const { answer, escalation } = await ask(QUESTION);
    expect(escalation).toBeNull();
    expect(answer.content).toMatch(/I don't know/);
    expect(answer.content).not.toMatch(/refund|deposit/i);
    expect(answer.citations).toEqual([]);
    await change((policy) => ({ ...policy, answers: { ...policy.answers, confidence: 0.6 } }));
  });

  it('calls a person for the words on the owner’s list, and for nothing like them', async () => {
    await change((policy) => {
      policy.alwaysPerson.topics = ['corporate retreat'];
      return policy;
    });
    const { escalation, answer } = await ask('How much is a Corporate  Retreat per person?');
    expect(escalation).toMatchObject({ reason: 'always_person', detail: expect.stringContaining('corporate retreat') });
    expect(answer.content).toMatch(/person on our team/);
    expect((await ask('How much is it per person?')).escalation).toBeNull();
    await change((policy) => ({ ...policy, alwaysPerson: { topics: [], channels: [] } }));
  });

  it('puts a person first on a channel until they hand the conversation back', async () => {
    await change((policy) => ({ ...policy, alwaysPerson: { topics: [], channels: ['live_chat'] } }));
    const { escalation, conversationId, ask: askAgain } = await ask(QUESTION);
    expect(escalation?.reason).toBe('always_person');
    await owner.conversations.takeOver({ id: conversationId });
    await owner.conversations.handBack({ id: conversationId, note: '' });
    await askAgain(QUESTION);
    const after = await owner.conversations.get({ id: conversationId });
    expect([after.handler, after.escalation]).toEqual(['ai', null]);
    await change((policy) => ({ ...policy, alwaysPerson: { topics: [], channels: [] } }));
  });

  it('never keeps a safety matter from a person', async () => {
    await change((policy) => ({ ...policy, router: { person: 1, complaint: 1, booking: 1, ownPerson: 1 } }));
    const { escalation } = await ask('My son had an allergic reaction and is in the hospital');
    expect(escalation).toMatchObject({ reason: 'safety', priority: 'urgent' });
  });
});

describe('what is refused', () => {
  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: { code: string; data?: { issues?: { path: string; message: string }[] } }) => ({
        code: error.code,
        paths: error.data?.issues?.map(({ path }) => path),
      }),
    );

  it('says what is wrong and why, and changes nothing', async () => {
    const { policy, version } = await owner.policy.get();
    const put = (edited: EscalationPolicy) => refusal(owner.policy.update({ policy: edited, basedOn: version }));
    const { reasons, answers } = policy;
    const noSafety = { ...reasons, safety: { action: 'decline', priority: 'low', targetShare: 4 } as const };
    expect(await put({ ...policy, reasons: noSafety })).toEqual({
      code: 'BAD_INPUT',
      paths: ['policy.reasons.safety.action', 'policy.reasons.safety.priority', 'policy.reasons.safety.targetShare'],
    });
    const deaf = { ...reasons, customer_request: { ...reasons.customer_request, action: 'decline' as const } };
    expect(await put({ ...policy, reasons: deaf })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await put({ ...policy, answers: { ...answers, confidence: 1.2 } })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await put({ ...policy, answers: { ...answers, declinesInARow: 0 } })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await put({ ...policy, alwaysPerson: { topics: ['!!'], channels: [] } })).toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await refusal(owner.policy.restore({ version: 999, basedOn: version }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await owner.policy.get()).version).toBe(version);
  });

  it('does not overwrite what somebody else changed meanwhile', async () => {
    const { policy, version } = await owner.policy.get();
    await owner.policy.update({ policy, basedOn: version, note: 'first' });
    expect(await refusal(owner.policy.update({ policy, basedOn: version, note: 'second' }))).toMatchObject({
      code: 'CONFLICT',
    });
    const both = await Promise.all(
      ['a', 'b'].map((note) => refusal(owner.policy.update({ policy, basedOn: version + 1, note }))),
    );
    expect(both.filter((one) => one === undefined)).toHaveLength(1);
  });

  it('lets admins read and only the owner change', async () => {
    const { policy, version } = await admin.policy.get();
    expect(await refusal(admin.policy.update({ policy, basedOn: version }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(admin.policy.restore({ version: 0, basedOn: version }))).toMatchObject({ code: 'FORBIDDEN' });
    const support = await server.as('support');
    expect(await refusal(support.policy.get())).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the record', () => {
  it('names who changed what', async () => {
    const { rows } = await server.db.query(
      `SELECT actor_id, action, details -> 'to' -> 'answers' ->> 'confidence' AS confidence FROM identity.audit_log
       WHERE subject_type = 'escalation_policy' ORDER BY id LIMIT 2`,
    );
    const { id } = (await owner.policy.versions({})).items[0]?.changedBy ?? {};
    expect(rows).toEqual([
      { actor_id: id, action: 'policy.changed', confidence: '1' },
      { actor_id: id, action: 'policy.restored', confidence: '0.6' },
    ]);
  });
});
