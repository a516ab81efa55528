import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Booking } from '../../src-server/contract/bookings.ts';
import type { ChatMessage } from '../../src-server/contract/chat.ts';
import type { ComplaintView } from '../../src-server/contract/complaints.ts';
import type { Escalation } from '../../src-server/contract/conversations.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { DialogueScript, type Expectation, hasWords, listWords } from './dialogue-script.ts';

export interface DialoguesResult {
  dialogues: number;
  passed: number;
  failed: { name: string; turn: number; user: string; problems: string[]; answer: string }[];
}

/** `npm run eval -- dialogues`: plays every script of a folder against the product, through its chat API. */
export async function measureDialogues(dataDir: string): Promise<DialoguesResult> {
  const scripts = readScripts(dataDir);
  const server = await startTestServer();
  const failed: DialoguesResult['failed'] = [];
  try {
    for (const [index, { name, script }] of scripts.entries()) {
      process.stderr.write(`\r  played ${index} of ${scripts.length}`);
      const failure = await play(server, script);
      if (failure !== undefined) failed.push({ name, ...failure });
    }
    process.stderr.write('\n');
  } finally {
    await server.stop();
  }
  return { dialogues: scripts.length, passed: scripts.length - failed.length, failed };
}

/** A file holds one script, or a list of them. */
function readScripts(dataDir: string): { name: string; script: DialogueScript }[] {
  const files = readdirSync(dataDir)
    .filter((file) => file.endsWith('.json'))
    .sort();
  return files.flatMap((file) => {
    const parsed = z
      .union([z.array(DialogueScript), DialogueScript])
      .parse(JSON.parse(readFileSync(join(dataDir, file), 'utf8')));
    const scripts = [parsed].flat();
    return scripts.map((script, index) => ({
      name: script.name ?? `${basename(file, '.json')}${scripts.length > 1 ? ` ${index + 1}` : ''}`,
      script,
    }));
  });
}

/** Plays one script; the first turn that does not go as expected ends it. */
async function play(
  server: TestServer,
  script: DialogueScript,
): Promise<Omit<DialoguesResult['failed'][number], 'name'> | undefined> {
  // Each has the calendar to itself.
  await server.db.query('DELETE FROM booking.bookings');
  await server.db.query('DELETE FROM support.complaints');
  await server.db.query('DELETE FROM support.complaint_limits');
  server.clock.set(script.now);
  const customer = await startChatCustomer(server, { name: 'Visitor' });
  const staff = await server.as('owner');
  await setLimits(staff, script.limits ?? {});
  for (const [index, turn] of script.turns.entries()) {
    server.clock.advanceMs((turn.after_hours ?? 0) * 3_600_000 + 1_000);
    if (turn.staff === 'marks_paid') {
      const [booking] = (await staff.bookings.ofConversation({ id: customer.conversationId })).items;
      if (booking !== undefined) await staff.bookings.markPaid({ id: booking.id, expectedVersion: booking.version });
    }
    const answer = await customer.ask(turn.user).catch(() => undefined);
    if (answer === undefined) return { turn: index + 1, user: turn.user, problems: ['no answer came'], answer: '' };
    const [booking] = (await staff.bookings.ofConversation({ id: customer.conversationId })).items;
    const conversation = await staff.conversations.get({ id: customer.conversationId });
    const escalated = conversation.escalation?.reason ?? false;
    const [complaint] = (await staff.complaints.ofConversation({ id: customer.conversationId })).items;
    const agent = await agentOf(staff, customer.conversationId, answer.id);
    const problems = findProblems(turn.expect, {
      ...{ answer, booking, escalated, agent, complaint },
      escalation: conversation.escalation,
    });
    if (problems.length > 0) return { turn: index + 1, user: turn.user, problems, answer: answer.content };
  }
  return undefined;
}

async function setLimits(staff: Awaited<ReturnType<TestServer['as']>>, changes: NonNullable<DialogueScript['limits']>) {
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

async function agentOf(staff: Awaited<ReturnType<TestServer['as']>>, id: string, messageId: string) {
  const { items } = await staff.conversations.messages({ id });
  return items.find((message) => message.id === messageId)?.metadata.agent;
}

interface Outcome {
  answer: ChatMessage;
  booking: Booking | undefined;
  escalated: string | false;
  agent: string | undefined;
  complaint: ComplaintView | undefined;
  escalation: Escalation | null;
}

function findProblems(expect: Expectation, outcome: Outcome): string[] {
  const { answer, booking, escalated, agent, complaint, escalation } = outcome;
  const problems: string[] = [];
  const same = (what: string, expected: unknown, found: unknown) => {
    if (!isDeepStrictEqual(expected, found))
      problems.push(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  };
  for (const words of listWords(expect.says))
    if (!hasWords(answer.content, words)) problems.push(`does not say ${words}`);
  for (const words of listWords(expect.says_not)) if (hasWords(answer.content, words)) problems.push(`says ${words}`);
  if (expect.agent !== undefined) same('agent', expect.agent, agent);
  if (expect.cites !== undefined)
    same('cites', expect.cites.toSorted(), answer.citations.map((citation) => citation.code).toSorted());
  if (expect.escalated === true ? escalated === false : expect.escalated !== undefined)
    same('escalated', expect.escalated, escalated);
  const offer = complaint?.offers.at(-1);
  const settled = {
    severity: complaint?.severity,
    state: complaint?.state,
    offer: offer?.kind ?? 'none',
    offer_state: offer?.state,
    offer_cents: offer?.amountCents,
  };
  for (const [name, value] of Object.entries(expect.complaint ?? {}))
    same(`${name} of the complaint`, value, settled[name as keyof typeof settled]);
  if (expect.priority !== undefined) same('priority', expect.priority, escalation?.priority);
  for (const words of listWords(expect.summary))
    if (!hasWords(JSON.stringify(escalation?.summary ?? null), words))
      problems.push(`the summary does not say ${words}`);
  if (expect.state !== undefined) same('state', expect.state, booking?.status ?? 'none');
  for (const [slot, value] of Object.entries(expect.slots ?? {}))
    same(slot, value, booking?.facts[slot as keyof Booking['facts']] ?? null);
  const refund = booking?.payments.find((payment) => payment.purpose === 'refund')?.amountCents ?? 0;
  const found = {
    total: booking?.quote?.totalCents,
    deposit: booking?.quote?.depositCents,
    balance: booking?.quote?.balanceCents,
    refund,
  };
  for (const [name, cents] of Object.entries(expect.amounts ?? {}))
    same(`${name} in cents`, cents, found[name as keyof typeof found]);
  return problems;
}
