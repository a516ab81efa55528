import { expect, test } from './fixtures/teppan.ts';

test('the way to an answer is a page, on which the question is answered again in another way', async ({ teppan }) => {
  const chat = await teppan.openPage('/chat');
  const field = chat.getByRole('textbox', { name: 'Your message' });
  await field.fill("What's your cancellation policy?");
  await field.press('Enter');
  await expect(chat.getByRole('log', { name: 'Conversation' })).toContainText('14 or more days');

  const owner = await teppan.openConsole();
  await owner.getByRole('link', { name: 'Inbox' }).click();
  await owner.getByRole('link', { name: /^All/ }).click();
  await owner
    .getByRole('link', { name: /cancellation|14 or more/ })
    .first()
    .click();
  await owner.getByRole('button', { name: 'Why this answer?' }).first().click();
  await owner.getByRole('link', { name: 'Open as a page' }).click();

  await expect(owner.getByRole('region', { name: 'In short' })).toContainText('Answered from KB-042');
  const read = owner.getByRole('region', { name: 'What it read' });
  await expect(read.getByRole('listitem').first()).toContainText('KB-042');
  await expect(read).toContainText('the deposit is forfeited');

  const again = owner.getByRole('region', { name: 'Run again' });
  await again.getByRole('textbox', { name: 'Sure enough from' }).fill('100');
  await again.getByRole('button', { name: 'Run again' }).click();
  const compared = again.getByRole('table', { name: 'What was sent and this run' });
  await expect(compared).toContainText('100 % needed');
  await expect(compared).not.toContainText(/Outcome\s*Answered\s*Answered/);
});
