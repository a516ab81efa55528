import { setTimeout as delay } from 'node:timers/promises';
import type { ChatMessage } from '../../src-server/contract/chat.ts';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { type ChatCustomer, startChatCustomer } from '../support/chat-customer.ts';
import type { TestServer } from '../support/test-server.ts';
import { findProblems } from './dialogue-problems.ts';
import type { DialogueScript } from './dialogue-script.ts';

export interface DialogueFailure {
  turn: number;
  user: string;
  problems: string[];
  answer: string;
}

type ScriptTurn = DialogueScript['turns'][number];

/** Plays one script; the first turn that does not go as expected ends it. */
export async function playDialogue(server: TestServer, script: DialogueScript): Promise<DialogueFailure | undefined> {
  // Each has the calendar and the owner's choices to itself.
  await server.db.query('DELETE FROM booking.bookings');
  await server.db.query('DELETE FROM support.complaints');
  await server.db.query('DELETE FROM support.complaint_limits');
  await server.db.query(`DELETE FROM support.settings WHERE key = 'conversation-rules'`);
  server.clock.set(script.now);
  const customer = await startChatCustomer(server, { name: 'Visitor' });
  const staff = await server.as('owner');
  await setLimits(staff, script.limits ?? {});
  await setRules(staff, script.rules ?? {});
  for (const [index, turn] of script.turns.entries()) {
    const user = [turn.user ?? []].flat().join(' / ');
    const answers = await playTurn(server, customer, staff, turn);
    if (answers === undefined) return { turn: index + 1, user, problems: ['no answer came'], answer: '' };
    const problems = findProblems(turn.expect, await readOutcome(staff, customer.conversationId, answers));
    const answer = answers.map(({ content }) => content).join('\n');
    if (problems.length > 0) return { turn: index + 1, user, problems, answer };
  }
  return undefined;
}

/** What the business's side sent in a turn; undefined when an answer that is due does not come. */
async function playTurn(
  server: TestServer,
  customer: ChatCustomer,
  staff: ApiClient,
  turn: ScriptTurn,
): Promise<ChatMessage[] | undefined> {
  const hours = turn.after_hours ?? 0;
  server.clock.advanceMs(hours * 3_600_000 + 1_000);
  await doWhatStaffDoes(staff, customer.conversationId, turn.staff);
  const before = (await customer.client.chat.state()).messages.at(-1)?.seq ?? 0;
  if (hours > 0) await letTimePass(server, hours);
  if (turn.rates !== undefined) await rateLast(customer, turn.rates);
  const texts = [turn.user ?? []].flat();
  for (const text of texts) await customer.write(text);
  // The customer writes no more: what waits for more need not wait any longer.
  if (texts.length > 1) await letTimePass(server, 1 / 60);
  const { expect } = turn;
  if (expect.answers !== 0)
    try {
      await customer.waitFor(({ seq, from }) => seq > before && from !== 'system');
    } catch {
      return undefined;
    }
  await settle(server, customer.conversationId);
  const { messages } = await customer.client.chat.state();
  return messages.filter(({ seq, from }) => seq > before && from !== 'customer' && from !== 'system');
}

async function doWhatStaffDoes(staff: ApiClient, id: string, what: ScriptTurn['staff']): Promise<void> {
  if (what === 'takes_over') await staff.conversations.takeOver({ id });
  if (what === 'hands_back') await staff.conversations.handBack({ id });
  if (what !== 'marks_paid') return;
  const [booking] = (await staff.bookings.ofConversation({ id })).items;
  if (booking !== undefined) await staff.bookings.markPaid({ id: booking.id, expectedVersion: booking.version });
}

async function rateLast({ client }: ChatCustomer, thumbs: 'up' | 'down'): Promise<void> {
  const rated = (await client.chat.state()).messages.findLast(({ canRate }) => canRate);
  if (rated === undefined) throw new Error('There is no answer that could be rated.');
  await client.chat.giveFeedback({
    ...{ id: rated.id, thumbs, stars: null, helpful: null, accurate: null, comment: null },
  });
}

/** Jobs go by the clock of the database, which no test moves: what would be due by then is moved instead. */
async function letTimePass({ db }: TestServer, hours: number): Promise<void> {
  await db.query(
    `UPDATE pgboss.job SET start_after = start_after - $1 * interval '1 hour'
     WHERE name = 'conversation.answer' AND state IN ('created', 'retry')`,
    [hours],
  );
}

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 20;

/** Waits until nothing that is due in this conversation is left to do. */
async function settle({ db }: TestServer, conversationId: string): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await db.query(
      `SELECT 1 FROM pgboss.job WHERE name = 'conversation.answer' AND data #>> '{payload,conversationId}' = $1
         AND (state = 'active' OR state IN ('created', 'retry') AND start_after <= now()) LIMIT 1`,
      [conversationId],
    );
    if (rows.length === 0) return;
    if (performance.now() > untilMs) throw new Error('The conversation does not come to rest.');
    await delay(LOOK_EVERY_MS);
  }
}

async function readOutcome(staff: ApiClient, id: string, answers: ChatMessage[]) {
  const [booking] = (await staff.bookings.ofConversation({ id })).items;
  const { escalation } = await staff.conversations.get({ id });
  const [complaint] = (await staff.complaints.ofConversation({ id })).items;
  const { items } = await staff.conversations.messages({ id });
  const agent = items.find((message) => message.id === answers.at(-1)?.id)?.metadata.agent;
  return { answers, booking, escalated: escalation?.reason ?? (false as const), escalation, agent, complaint };
}

async function setRules(staff: ApiClient, { quietHours, live_chat }: NonNullable<DialogueScript['rules']>) {
  if (quietHours === undefined && live_chat === undefined) return;
  const { rules, version } = await staff.conversationRules.get();
  const changed = {
    ...rules,
    quietHours: quietHours === undefined ? rules.quietHours : quietHours,
    channels: { ...rules.channels, live_chat: { ...rules.channels.live_chat, ...withoutUndefined(live_chat ?? {}) } },
  };
  await staff.conversationRules.update({ rules: changed, expectedVersion: version });
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

async function setLimits(staff: ApiClient, changes: NonNullable<DialogueScript['limits']>) {
  const { limits, version } = await staff.complaints.limits();
  if (Object.keys(changes).length === 0) return;
  const changed = Object.entries(limits).map(([name, value]) => {
    const change = changes[name];
    return [
      name,
      typeof value === 'object' && typeof change === 'object' ? { ...value, ...change } : (change ?? value),
    ];
  });
  await staff.complaints.updateLimits({ limits: Object.fromEntries(changed), expectedVersion: version });
}
