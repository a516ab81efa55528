import { startOpenAiServer } from '../support/openai-server/server.ts';
import { expect, test } from './fixtures/teppan.ts';

const API_KEY = 'sk-test-instructions';
const QUESTION = "What's your cancellation policy?";
const OPENING = 'Hello, and thank you!';

test.use({
  // Playwright reads from the pattern what a fixture needs; this one needs nothing.
  openai: async ({ browserName: _ }, use) => {
    const server = await startOpenAiServer({ apiKey: API_KEY });
    await use({ baseUrl: server.baseUrl, apiKey: API_KEY });
    await server.stop();
  },
});

test('other instructions are tried on what customers asked, count from the next reply on, and are taken back', async ({
  teppan,
}) => {
  const customer = await teppan.openPage('/chat');
  const log = customer.getByRole('log', { name: 'Conversation' });
  const field = customer.getByRole('textbox', { name: 'Your message' });
  await field.fill(QUESTION);
  await field.press('Enter');
  await expect(log).toContainText('the deposit is forfeited');

  const owner = await teppan.openConsole();
  await owner.getByRole('link', { name: 'Settings' }).click();
  await owner.getByRole('link', { name: /instructions to the agents/ }).click();
  const answers = owner.getByRole('region', { name: 'Answers' }).getByLabel('What should it mind?');
  await answers.fill(`Begin every reply with "${OPENING}"`);
  await expect(owner.getByRole('button', { name: 'Save (try it first)' })).toBeDisabled();

  const tried = owner.getByRole('region', { name: 'Tried on what customers asked' });
  await tried.getByRole('button', { name: 'Try on what customers asked' }).click();
  const change = tried.getByRole('article', { name: QUESTION });
  await expect(change.getByRole('region', { name: 'With these instructions' })).toContainText(OPENING);
  await expect(change.getByRole('region', { name: 'Now' })).not.toContainText(OPENING);
  await expect(tried).toContainText('0 worse');

  await owner.getByLabel('Why do you change it?').fill('Sounds kinder');
  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  const versions = owner.getByRole('region', { name: 'Versions' });
  await expect(versions).toContainText('“Sounds kinder”');
  await expect(tried).toBeHidden();

  await field.fill('How much is the deposit?');
  await field.press('Enter');
  await expect(log).toContainText(OPENING);

  await versions.getByRole('button', { name: 'Go back to no instructions' }).click();
  await expect(answers).toHaveValue('');
  await expect(versions).toContainText('back to none');
});
