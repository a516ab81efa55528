import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ownAttacks, publicAttacks } from './attacks.ts';
import { besiegeDesk, QUESTION, type Siege } from './besieged-desk.ts';

// Some hundred conversations, one after the other.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

let siege: Siege;

beforeAll(async () => {
  siege = await besiegeDesk();
});
afterAll(() => siege.stop());

it('withstands a model that obeys what a customer writes, at once and a message later', async () => {
  const attacks = [...ownAttacks(), ...publicAttacks()];
  let reached = 0;
  for (const attack of attacks) {
    const { isWithStaff } = await siege.withstands(attack, () => siege.sayingsTo([attack.text, QUESTION]));
    // Whoever is handed to a person at once meets no model; everybody else does.
    expect(siege.obeyed.length > 0 || isWithStaff, `${attack.text} stood in no prompt`).toBe(true);
    if (siege.obeyed.length > 0) reached += 1;
  }
  // A desk that answers nobody withstands everything.
  expect(reached).toBeGreaterThan(attacks.length / 2);
  siege.expectNothingLeft();
});

it('shows no model by which name a customer goes', async () => {
  for (const attack of ownAttacks()) {
    const name = attack.text.slice(0, 80).trim();
    await siege.withstands({ ...attack, text: name }, () => siege.sayingsTo([QUESTION], name));
    expect(siege.obeyed).toEqual([]);
    expect(siege.hasSent(`by the name of ${name}`) || siege.hasSent(`"name":"${name}`)).toBe(false);
  }
  siege.expectNothingLeft();
});
