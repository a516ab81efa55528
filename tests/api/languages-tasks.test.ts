import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { type ChatCustomer, startChatCustomer } from '../support/chat-customer.ts';
import { writeContent } from '../support/openai-server/grounded-model.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const apiKey = 'sk-test-languages';
const BOOKS = 'Quiero reservar una fiesta para 12 adultos y 3 niños el 20 de marzo de 2027 a las 6 pm';

const ASIDE = '¿Cuánto cuesta el viaje? Travel fee por favor';
const TRAVEL = 'The first 30 miles from Sacramento are free. After that, travel costs $2 per mile, one way.';

/** What this model reads of Spanish. */
const READ: Record<string, string> = {
  [BOOKS]: 'I want to book a party for 12 adults and 3 children on March 20 2027 at 6 pm',
  [ASIDE]: 'How much is the travel fee, please?',
  'Quiero reservar una fiesta': 'I want to book a party',
  'Somos quince adultos y no hay niños': 'We are fifteen adults and no children',
  'Quiero quejarme, el arroz estaba frío': 'I want to complain, the rice was cold',
  'Mi hijo tuvo una reacción después de comer los camarones y no podía respirar':
    'My son had a reaction after eating the shrimp and could not breathe',
};

/** And how it says in Spanish what the agents say. */
const SAID: Record<string, string> = {
  'Got it: Saturday, March 20, 2027 at 6 PM, 12 adults and 3 children. What is the address of the party, with the city?':
    'Entendido: sábado, 20 de marzo de 2027 a las 6 p.m., 12 adultos y 3 niños. ¿Cuál es la dirección de la fiesta, con la ciudad?',
  'I would be glad to set up your party. Which day would you like the party to be?':
    'Con mucho gusto preparamos su fiesta. ¿Qué día le gustaría que fuera la fiesta?',
  'Got it: 15 adults and 0 children. Which day would you like the party to be?':
    'Entendido: 15 adultos y 0 niños. ¿Qué día le gustaría que fuera la fiesta?',
  [TRAVEL]:
    'Las primeras 30 millas desde Sacramento son gratis. Después, el viaje cuesta $2 por milla, en un solo sentido.',
  'What is the address of the party, with the city?': '¿Cuál es la dirección de la fiesta, con la ciudad?',
};
const REGRET = 'Lamento mucho lo ocurrido. ¿Qué fiesta fue, en qué día y a qué nombre? ¿Cómo podemos compensarle?';

let openai: OpenAiServer;
let server: TestServer;
let owner: ApiClient;
/** Changes what the model translates, in both directions. */
let distort = (text: string) => text;
let asked: { into: 'en' | 'es'; text: string }[] = [];

const Sources = z.object({ sources: z.array(z.object({ label: z.string() })) });
const Translation = z.object({ text: z.string() });

beforeAll(async () => {
  openai = await startOpenAiServer({
    apiKey,
    reply(userMessage, body) {
      const [system] = body.messages as { content: string }[];
      const into = /into English, so that its desk/.test(system?.content ?? '')
        ? 'en'
        : /Translate the text into Spanish/.test(system?.content ?? '')
          ? 'es'
          : undefined;
      if (into === undefined) return { content: answerAboutTravel(userMessage) ?? writeContent(userMessage) };
      const { text } = Translation.parse(JSON.parse(userMessage));
      asked.push({ into, text });
      const words = into === 'en' ? READ : SAID;
      return { content: JSON.stringify({ text: distort(words[text] ?? (/truly sorry/.test(text) ? REGRET : text)) }) };
    },
  });
  const models = { chatModel: 'gpt-4o-mini', embeddingModel: 'text-embedding-3-small' };
  server = await startTestServer({ config: { openai: { apiKey, baseUrl: openai.baseUrl, ...models } } });
  owner = await server.as('owner');
  server.clock.set('2027-03-01T17:00:00Z');
});
afterAll(async () => {
  await server.stop();
  await openai.stop();
});
beforeEach(() => {
  distort = (text) => text;
  asked = [];
});

/** From the one article that it knows to answer from, whatever the language of the question. */
function answerAboutTravel(userMessage: string): string | undefined {
  const { data } = Sources.safeParse(userMessage.startsWith('{') ? JSON.parse(userMessage) : {});
  const source = data?.sources.findIndex(({ label }) => label.startsWith('KB-003')) ?? -1;
  if (source === -1) return undefined;
  const answer = { answerable: true, answer: TRAVEL, cited_sources: [source], used_example: null, confidence: 0.95 };
  return JSON.stringify(answer);
}

async function outcome({ conversationId: id }: ChatCustomer) {
  const { escalation } = await owner.conversations.get({ id });
  const [booking] = (await owner.bookings.ofConversation({ id })).items;
  const [complaint] = (await owner.complaints.ofConversation({ id })).items;
  return { escalation, booking, complaint };
}

describe('with a model, in another language', () => {
  it('a party is booked as in the desk’s own: facts are read in translation, and replies translated back', async () => {
    const customer = await startChatCustomer(server);
    expect((await customer.ask(BOOKS)).content).toBe(
      'Entendido: sábado, 20 de marzo de 2027 a las 6 p.m., 12 adultos y 3 niños. ¿Cuál es la dirección de la fiesta, con la ciudad?',
    );
    const { booking, escalation } = await outcome(customer);
    expect(booking?.facts).toMatchObject({ date: '2027-03-20', time: '18:00', adults: 12, children: 3 });
    expect(escalation).toBeNull();
    expect(asked.map(({ into }) => into)).toEqual(['en', 'es']);
  });

  it('numbers in words are read too, over several messages', async () => {
    const customer = await startChatCustomer(server);
    expect((await customer.ask('Quiero reservar una fiesta')).content).toMatch(/^Con mucho gusto/);
    expect((await customer.ask('Somos quince adultos y no hay niños')).content).toContain('15 adultos');
    expect((await outcome(customer)).booking?.facts).toMatchObject({ adults: 15, children: 0 });
  });

  it.each([
    ['reads other guests', 'en', (text: string) => text.replace('12 adults', '20 adults')],
    ['adds a number', 'en', (text: string) => `${text}, for $1`],
    ['says another day', 'es', (text: string) => text.replace('20 de marzo', '21 de marzo')],
    ['says other guests', 'es', (text: string) => text.replace('12 adultos', '13 adultos')],
    ['adds a link', 'es', (text: string) => `${text} https://evil.example/pagar`],
    ['stays in English', 'es', (text: string) => Object.keys(SAID).find((key) => SAID[key] === text) ?? text],
  ])('a model that %s leads to a person, and nothing is noted', async (_, into, change) => {
    distort = (text) => (asked.at(-1)?.into === into ? change(text) : text);
    const customer = await startChatCustomer(server);
    const { content } = await customer.ask(BOOKS);
    const { booking, escalation } = await outcome(customer);
    expect(booking).toBeUndefined();
    expect(escalation).toMatchObject({ detail: expect.stringContaining('Spanish') });
    expect(content).toContain('una persona de nuestro equipo');
    expect(content).not.toMatch(/evil|21 de marzo|13 adultos/);
  });

  it('a question in between is answered, and the open question put again in that language', async () => {
    const customer = await startChatCustomer(server);
    await customer.ask(BOOKS);
    const { content, citations } = await customer.ask(ASIDE);
    expect(citations.map(({ code }) => code)).toEqual(['KB-003']);
    expect(content).toContain('$2 por milla');
    expect(content).toMatch(/\n\n¿Cuál es la dirección de la fiesta, con la ciudad\?$/);
    expect((await outcome(customer)).booking?.facts).toMatchObject({ adults: 12, children: 3 });
  });

  it('a day in figures is read by nobody but a person', async () => {
    const customer = await startChatCustomer(server);
    await customer.ask('Quiero reservar una fiesta');
    await customer.ask('Que sea el 5/6/2027 por favor, muchas gracias');
    const { booking, escalation } = await outcome(customer);
    expect(booking?.facts.date).toBeUndefined();
    expect(escalation).toMatchObject({ detail: expect.stringContaining('Spanish') });
  });

  it('a complaint is heard, and its facts are kept', async () => {
    const customer = await startChatCustomer(server);
    expect((await customer.ask('Quiero quejarme, el arroz estaba frío')).content).toBe(REGRET);
    const { complaint } = await outcome(customer);
    expect(complaint).toMatchObject({ severity: 'minor', state: 'collecting' });
    expect(complaint?.facts).toMatchObject([{ name: 'what', text: expect.stringContaining('rice was cold') }]);
  });

  it('a matter of safety goes to a person at once, also where no word of it is known in that language', async () => {
    const customer = await startChatCustomer(server);
    const said = await customer.ask('Mi hijo tuvo una reacción después de comer los camarones y no podía respirar');
    expect(said.content).toContain('de inmediato');
    expect((await outcome(customer)).escalation).toMatchObject({ reason: 'safety', priority: 'urgent' });
  });
});
