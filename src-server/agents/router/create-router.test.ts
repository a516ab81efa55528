import { afterEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../core/log.ts';
import { toUnitVector } from '../../models/embedder.ts';
import { BUILT_IN_INTENTS, builtInExamples } from './built-in-intents.ts';
import { createRouter, type OwnIntents, type Router } from './create-router.ts';

/** Words become directions: enough to see what the router does with what it was taught. */
const embedder = {
  model: 'words',
  embed: async (texts: readonly string[]) =>
    texts.map((text) => {
      const values = new Array<number>(64).fill(0);
      for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
        const at = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 64, 7);
        values[at] = (values[at] ?? 0) + 1;
      }
      return toUnitVector(values);
    }),
};

const routers: Router[] = [];
afterEach(async () => {
  for (const router of routers.splice(0)) await router.stop();
});

function open(own: OwnIntents = { intents: [], examples: [] }): Router {
  const router = createRouter({
    activeEmbedder: async () => embedder,
    listOwnIntents: async () => own,
    log: silentLog,
    now: () => new Date(0),
  });
  routers.push(router);
  return router;
}

describe('the sentences that are built in', () => {
  test('are many for each intent, and each is there once', () => {
    const examples = builtInExamples();
    for (const { name } of BUILT_IN_INTENTS)
      expect(examples.filter(({ intent }) => intent === name).length, name).toBeGreaterThanOrEqual(20);
    const texts = examples.map(({ text }) => text.toLowerCase());
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  });
});

describe('the router', () => {
  test('routes by rules before it is trained, and everything else to the knowledge agent', async () => {
    const router = open();
    expect(await router.route('How much is it per person?')).toMatchObject({ agent: 'knowledge', confidence: 0 });
    expect(await router.route('We all got sick from the shrimp')).toMatchObject({ agent: 'staff', intent: 'safety' });
    expect(await router.route('get me a manager')).toMatchObject({ agent: 'staff', intent: 'human' });
    expect(await router.route('Hello there!')).toMatchObject({ agent: 'smalltalk' });
  });

  test('gives messages to the agents once it is trained, with the likeliest others', async () => {
    const router = open();
    await router.ready();
    expect(await router.route('How much do you charge per guest?')).toMatchObject({
      intent: 'pricing',
      agent: 'knowledge',
    });
    expect(await router.route('please cancel my reservation for Friday')).toMatchObject({ agent: 'booking' });
    expect(await router.route('the noodles were cold and the waiter was slow')).toMatchObject({ agent: 'complaint' });
    const foreign = await router.route('What is the capital of Spain?');
    expect(foreign).toMatchObject({ intent: 'unknown', isOutOfScope: true });
    expect(foreign.alternatives.length).toBeGreaterThan(0);
    expect(foreign.reasons.length).toBeGreaterThan(0);
  });

  test('lets no lesson stand above the rules of safety', async () => {
    const text = 'You will hear from my lawyer';
    const router = open({ intents: [], examples: [{ text, intent: 'smalltalk', isCorrection: true }] });
    await router.ready();
    expect(await router.route(text)).toMatchObject({ agent: 'staff', intent: 'safety' });
  });

  test('obeys a correction at once, without training', async () => {
    const own = { intents: [], examples: [] as OwnIntents['examples'][number][] };
    const router = open(own);
    const message = 'is the fifth of june doable';
    own.examples.push({ text: message, intent: 'booking', isCorrection: true });
    await router.obey();
    expect(await router.route(message)).toMatchObject({ intent: 'booking', agent: 'booking', confidence: 1 });
    expect(await router.route('is the fifth of june doable please')).toMatchObject({ intent: 'booking' });
  });

  test('learns an intent of the owner’s from a few sentences', async () => {
    const texts = ['do you teach cooking classes', 'I want a cooking lesson', 'is there a class for hibachi cooking'];
    const router = open({
      intents: [{ name: 'classes', agent: 'staff' }],
      examples: texts.map((text) => ({ text, intent: 'classes', isCorrection: false })),
    });
    await router.learn();
    expect(await router.route('when is the next cooking class')).toMatchObject({ intent: 'classes', agent: 'staff' });
  });

  test('takes blank, foreign and very long messages', async () => {
    const router = open();
    await router.ready();
    for (const message of ['', ' \n', '🍤🍤', 'rice '.repeat(20_000)])
      expect((await router.route(message)).agent).toBeTypeOf('string');
  });
});
