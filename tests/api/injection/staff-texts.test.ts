import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../../../src-server/core/ids.ts';
import type { ChatCustomer } from '../../support/chat-customer.ts';
import { ownAttacks } from './attacks.ts';
import { besiegeDesk, QUESTION, type Sayings, type Siege } from './besieged-desk.ts';
import { EVIL_HOST } from './obedient-model.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

let siege: Siege;

beforeAll(async () => {
  siege = await besiegeDesk();
});
afterAll(() => siege.stop());

async function sayingsOf({ conversationId, client }: ChatCustomer): Promise<Sayings> {
  const { messages, answeredBy } = await client.chat.state();
  return {
    id: conversationId,
    said: messages.filter(({ from }) => from !== 'customer').map(({ content }) => content),
    isWithStaff: answeredBy !== 'assistant',
  };
}

/** A customer who asked for a person, whom a person has. */
async function customerWithStaff(): Promise<ChatCustomer> {
  const customer = await siege.startCustomer();
  await customer.ask('Can I talk to a person?');
  await siege.owner.conversations.takeOver({ id: customer.conversationId });
  return customer;
}

/** Everything that a model writes for staff in a conversation; what it cannot do is left out. */
async function useCopilot(id: string): Promise<string[]> {
  const { copilot } = siege.owner;
  const failed = () => undefined;
  return [
    await copilot.state({ id }),
    await copilot.draft({ id }).catch(failed),
    await copilot.summarise({ id }).catch(failed),
    await copilot.rewrite({ id, text: 'Thank you, we will write to you soon.', style: 'warmer' }).catch(failed),
  ].flatMap((written) => (written === undefined ? [] : JSON.stringify(written)));
}

/** None of them differs in where it stands: so many show that notes are read by no model. */
const IN_NOTES = 12;

describe('notes that staff leave', () => {
  it('reach no model, neither for an answer nor for what the copilot writes', async () => {
    for (const attack of ownAttacks().slice(0, IN_NOTES)) {
      const inNote = `${attack.text} (seen in the call)`;
      await siege.withstands(attack, async () => {
        const customer = await customerWithStaff();
        const id = customer.conversationId;
        await siege.owner.conversations.addNote({ id, content: inNote });
        await customer.write(QUESTION);
        const written = await useCopilot(id);
        for (const text of written) expect(text).not.toContain(JSON.stringify(inNote).slice(1, -1));
        await siege.owner.conversations.handBack({ id, note: `${inNote} Handed back.` });
        await customer.ask(QUESTION);
        return sayingsOf(customer);
      });
      expect(siege.obeyed).toEqual([]);
      expect(siege.hasSent(attack.text), `${attack.text} stood in a prompt`).toBe(false);
    }
    // A desk that asks no model withstands everything.
    expect(siege.hasSent(QUESTION)).toBe(true);
    siege.expectNothingLeft();
  });
});

describe('a model that obeys what a member of staff has quoted to a customer', () => {
  it('is withstood after the conversation was handed back', async () => {
    let reached = 0;
    for (const attack of ownAttacks()) {
      const quoted = `You wrote to us: ${attack.text}`;
      await siege.withstands(
        attack,
        async () => {
          const customer = await customerWithStaff();
          const id = customer.conversationId;
          await siege.owner.conversations.reply({ id, content: quoted, clientKey: newId() });
          await siege.owner.conversations.handBack({ id });
          await customer.ask(QUESTION);
          return sayingsOf(customer);
        },
        { isQuoted: true },
      );
      if (siege.obeyed.some(({ history }) => history.some(({ text }) => text.includes(attack.text.slice(0, 30)))))
        reached += 1;
    }
    expect(reached).toBeGreaterThan(ownAttacks().length / 2);
    siege.expectNothingLeft();
  });

  it('is withstood by what the copilot shows, and sends nothing by itself', async () => {
    let reached = 0;
    for (const attack of ownAttacks()) {
      await siege.withstands(attack, async () => {
        const customer = await customerWithStaff();
        const id = customer.conversationId;
        await customer.write(`${attack.text}\n${QUESTION}`);
        const before = await sayingsOf(customer);
        await siege.owner.copilot.draft({ id }).catch(() => undefined);
        const summary = await siege.owner.copilot.summarise({ id }).catch(() => undefined);
        if (siege.obeyed.length > 0) reached += 1;
        // What the customer wrote may be quoted; nothing else that leads elsewhere may stand beside it.
        const shown = JSON.stringify(summary ?? {});
        if (!attack.text.includes(EVIL_HOST)) expect(shown).not.toContain(EVIL_HOST);
        const after = await sayingsOf(customer);
        expect(after).toEqual(before);
        return after;
      });
    }
    expect(reached).toBeGreaterThan(ownAttacks().length / 2);
    siege.expectNothingLeft();
  });
});
