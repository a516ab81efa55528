import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { startChatCustomer } from '../support/chat-customer.ts';
import { writeContent } from '../support/openai-server/grounded-model.ts';
import { type OpenAiServer, startOpenAiServer } from '../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const apiKey = 'sk-test-languages';
const QUESTION = 'Hola, ¿cuánto cuesta el viaje desde Sacramento? Travel fee por favor';
const ENGLISH = 'The first 30 miles from Sacramento are free. After that, travel costs $2 per mile, one way.';
const SPANISH =
  'Las primeras 30 millas desde Sacramento son gratis. Después, el viaje cuesta $2 por milla, en un solo sentido.';

let openai: OpenAiServer;
let server: TestServer;
let owner: ApiClient;
/** What the model writes when it is asked to translate, one text an attempt. */
let translations: string[] = [];
/** What it was given to translate, and told was wrong before. */
let asked: { text: string; problems?: string[] | undefined }[] = [];
/** What it writes as the answer in the articles' language. */
let english = ENGLISH;

const Sources = z.object({ language: z.string().optional(), sources: z.array(z.object({ label: z.string() })) });
const Translation = z.object({ text: z.string(), problems: z.array(z.string()).optional() });

beforeAll(async () => {
  openai = await startOpenAiServer({
    apiKey,
    reply(userMessage, body) {
      const [system] = body.messages as { content: string }[];
      if (system?.content.includes('Translate the text into Spanish') === true) {
        asked.push(Translation.parse(JSON.parse(userMessage)));
        return { content: JSON.stringify({ text: translations.shift() ?? '' }) };
      }
      const prompt = Sources.safeParse(JSON.parse(userMessage.startsWith('{') ? userMessage : '{}')).data;
      const source = prompt?.sources.findIndex(({ label }) => label.startsWith('KB-003')) ?? -1;
      if (source === -1) return { content: writeContent(userMessage) };
      expect(prompt?.language).toBe('English');
      const reply = {
        answerable: true,
        answer: english,
        cited_sources: [source],
        used_example: null,
        confidence: 0.95,
      };
      return { content: JSON.stringify(reply) };
    },
  });
  const models = { chatModel: 'gpt-4o-mini', embeddingModel: 'text-embedding-3-small' };
  server = await startTestServer({ config: { openai: { apiKey, baseUrl: openai.baseUrl, ...models } } });
  owner = await server.as('owner');
});
afterAll(async () => {
  await server.stop();
  await openai.stop();
});
beforeEach(() => {
  [translations, asked, english] = [[], [], ENGLISH];
});

async function ask() {
  const customer = await startChatCustomer(server);
  const answer = await customer.ask(QUESTION);
  const { escalation } = await owner.conversations.get({ id: customer.conversationId });
  const { items } = await owner.conversations.messages({ id: customer.conversationId });
  return { answer, escalation, metadata: items.at(-1)?.metadata };
}

it('answers from its articles in the customer’s language: checked first, then translated', async () => {
  translations = [SPANISH];
  const { answer, escalation } = await ask();
  expect(answer.content).toBe(SPANISH);
  expect(answer.citations.map(({ code }) => code)).toEqual(['KB-003']);
  expect(escalation).toBeNull();
  expect(asked).toEqual([{ text: ENGLISH }]);
});

it('leaves out what no article states before anything is translated', async () => {
  english = `${ENGLISH} A journey of 500 miles costs $7.`;
  translations = [SPANISH];
  expect((await ask()).answer.content).toBe(SPANISH);
  expect(asked.map(({ text }) => text)).toEqual([ENGLISH]);
});

it('has a translation mended once that changed an amount, and says what was wrong', async () => {
  translations = [SPANISH.replace('$2', '$3'), SPANISH];
  expect((await ask()).answer.content).toBe(SPANISH);
  expect(asked[1]?.problems?.join()).toMatch(/“2”|“3”/);
});

it.each([
  ['an amount', SPANISH.replace('$2', '$3')],
  ['a distance', SPANISH.replace('30', '40')],
  ['a name', SPANISH.replace('Sacramento', 'Fresno')],
  ['a link that was not there', `${SPANISH} Vea https://evil.example/x.`],
  ['the language', ENGLISH],
])('gives a person to whoever would get %s wrong', async (_, wrong) => {
  translations = [wrong, wrong];
  const { answer, escalation } = await ask();
  expect(escalation).toMatchObject({ reason: 'low_confidence', detail: expect.stringContaining('Spanish') });
  expect(answer.content).not.toMatch(/\$3|40|Fresno|evil|miles/);
});

it('gives a person where no model can translate', async () => {
  openai.scriptFor(
    'POST /chat/completions',
    { kind: 'ok' },
    ...[1, 2, 3].map(() => ({ kind: 'content', content: '' }) as const),
  );
  const { escalation, metadata } = await ask();
  expect(escalation).toMatchObject({ reason: 'low_confidence' });
  expect(metadata?.kind).toBe('handover');
});
