import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import type { EscalationPolicy } from '../../src-server/contract/escalation-policy.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let owner: ApiClient;
let admin: ApiClient;

const CANCELLATION = "What's your cancellation policy?";
const NO_WORD = { thumbs: null, stars: null, helpful: null, accurate: null, comment: null };
const TALKS = [
  [CANCELLATION],
  ['How much is it per person?', 'Are you able to cook vegan?'],
  ['Who won the world cup in 1998?', 'And who won it in 2002?'],
  ['Can I talk to a real person please'],
  ['Hello!', 'We would like to book a hibachi party for 12 people'],
];

beforeAll(async () => {
  server = await startTestServer();
  [owner, admin] = [await server.as('owner'), await server.as('admin')];
  expect(await simulate((policy) => policy)).toMatchObject({ messages: 0, notReplayable: 0, changed: 0 });
  for (const talk of TALKS) {
    const customer = await startChatCustomer(server);
    for (const question of talk) {
      const answer = await customer.ask(question);
      if (question === CANCELLATION)
        await customer.client.chat.giveFeedback({ ...NO_WORD, id: answer.id, thumbs: 'up' });
    }
  }
});
afterAll(() => server.stop());

/** The rules in force with an edit. */
async function edited(edit: (policy: EscalationPolicy) => void): Promise<EscalationPolicy> {
  const { policy } = await owner.policy.get();
  const copy = structuredClone(policy);
  edit(copy);
  return copy;
}

async function simulate(edit: (policy: EscalationPolicy) => void, days = 30) {
  return admin.policySimulation.run({ policy: await edited(edit), days });
}

const strict = (policy: EscalationPolicy) => {
  policy.answers.confidence = 1;
};

async function stored(): Promise<Record<string, number>> {
  const { rows } = await server.db.query(
    `SELECT outcome, count(*)::int AS count FROM ai.traces WHERE evidence IS NOT NULL AND outcome <> 'dropped' GROUP BY outcome`,
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

describe('rules tried on what happened', () => {
  it('make of it what happened where they are those in force', async () => {
    const result = await simulate(() => {});
    const happened = await stored();
    expect(Object.keys(happened).sort()).toEqual(['answered', 'declined', 'escalated']);
    expect(result.total.before).toEqual({ unknown: 0, ...happened });
    expect(result.total.after).toEqual(result.total.before);
    expect(result).toMatchObject({ changed: 0, differentThen: 0, notReplayable: 0, isCut: false });
    expect(result.messages).toBe(Object.values(happened).reduce((sum, count) => sum + count, 0));
    for (const groups of [result.intents, result.channels]) {
      const answered = groups.reduce((sum, { before }) => sum + before.answered, 0);
      expect(answered).toBe(happened.answered);
    }
  });

  it('answer never more the surer they want to be', async () => {
    const answered: number[] = [];
    for (const confidence of [0, 0.25, 0.5, 0.75, 1]) {
      const { total } = await simulate((policy) => {
        policy.answers.confidence = confidence;
      });
      answered.push(total.after.answered);
    }
    expect(answered).toEqual([...answered].sort((one, other) => other - one));
    expect(answered[0]).toBeGreaterThan(answered.at(-1) ?? 0);
  });

  it('say what became of the answers that would no longer be sent, and where they are', async () => {
    const result = await simulate(strict);
    expect(result.fewerAnswers).toMatchObject({ rated: 1, ratedWell: 1, ratedBadly: 0, corrected: 0 });
    expect(result.fewerAnswers.count).toBe(result.total.before.answered - result.total.after.answered);
    expect(result.moreAnswers).toMatchObject({ count: 0, expectedRight: null });
    expect(result.escalationsADay.after).toBeCloseTo(result.total.after.escalated / 30, 9);
    const policy = await edited(strict);
    const pages = [];
    let cursor: string | undefined;
    do {
      const page = await admin.policySimulation.changes({
        policy,
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      });
      pages.push(page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const all = pages.flat();
    expect(new Set(all.map(({ id }) => id)).size).toBe(result.changed);
    expect(new Set(all.map(({ conversationId }) => conversationId)).size).toBe(result.changedConversations);
    const rated = all.find(({ question }) => question === CANCELLATION);
    expect(rated).toMatchObject({ rating: 'good', wasCorrected: false, before: { outcome: 'answered' } });
    expect(await owner.conversations.get({ id: rated?.conversationId ?? '' })).toMatchObject({ channel: 'live_chat' });
    expect((await admin.policySimulation.changes({ policy, kind: 'more' })).items).toEqual([]);
  });

  it('read the words of customers where words are listed', async () => {
    const result = await simulate((policy) => {
      policy.alwaysPerson.topics = ['per person'];
    });
    expect(result).toMatchObject({ changed: 1, fewerAnswers: { count: 1 }, afterChanged: 1 });
    expect(result.reasons).toContainEqual({ reason: 'always_person', before: 0, after: 1 });
  });

  it('foretell what the same question gets once they are in force', async () => {
    const tried = await edited(strict);
    const { items } = await admin.policySimulation.changes({ policy: tried, kind: 'fewer' });
    const foretold = items.find(({ question }) => question === CANCELLATION)?.after;
    expect(foretold).toEqual({ outcome: 'escalated', reason: 'low_confidence' });
    const { version } = await owner.policy.get();
    const now = await owner.policy.update({ policy: tried, basedOn: version, note: '' });
    const customer = await startChatCustomer(server);
    await customer.ask(CANCELLATION);
    const { escalation } = await owner.conversations.get({ id: customer.conversationId });
    expect(escalation?.reason).toBe(foretold?.reason);
    // What was answered under the earlier rules is told apart.
    const result = await simulate(() => {});
    expect(result.differentThen).toBeGreaterThan(0);
    await owner.policy.restore({ version, basedOn: now.version });
    expect((await simulate(() => {})).differentThen).toBe(1);
  });
});

describe('what is refused', () => {
  it('tries no rules that could not be saved, and lets no cursor be made up', async () => {
    const bad = simulate((policy) => {
      policy.reasons.safety.action = 'decline';
    });
    await expect(bad).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(simulate(() => {}, 91)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const { policy } = await owner.policy.get();
    await expect(admin.policySimulation.changes({ policy, cursor: 'made up' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    const support = await server.as('support');
    await expect(support.policySimulation.run({ policy })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
