import { openChat, write } from './cycle/people.ts';
import { expect, test } from './fixtures/teppan.ts';

const REPLY =
  'We hire chefs in spring. Send your experience and two references to our jobs address, and we answer within two weeks.';

test('a question that nobody could answer becomes an article made of a staff reply, and is answered', async ({
  teppan,
}) => {
  await test.step('two customers ask it in other words', async () => {
    for (const question of [
      'Can I get a job with you as a chef?',
      'Do you have a job for a chef, I would like to work for you',
    ]) {
      const chat = await openChat(teppan);
      await write(chat, question);
      await expect(chat.getByRole('log', { name: 'Conversation' })).toContainText('rather not guess');
    }
  });

  const owner = await teppan.openConsole();
  const gap = owner.getByRole('region', { name: 'Gap', exact: true });
  await test.step('they are one gap, and Enter opens the newest conversation', async () => {
    await owner.getByRole('link', { name: 'Articles' }).click();
    await owner.getByRole('link', { name: /^Gaps/ }).click();
    await expect(gap.getByRole('heading', { level: 2 })).toContainText('job');
    await expect(gap).toContainText('2 questions');
    await expect(gap.getByRole('list').getByRole('listitem')).toHaveCount(2);
    await owner.keyboard.press('Enter');
    await expect(owner).toHaveURL(/\/inbox\//);
  });

  await test.step('a person replies, and the reply is the draft', async () => {
    await owner
      .getByRole('button', { name: /Take over/ })
      .first()
      .click();
    await owner.getByRole('textbox', { name: /reply/i }).first().fill(REPLY);
    await owner.getByRole('button', { name: /^Send/ }).first().click();
    await expect(owner.getByText('We hire chefs in spring').first()).toBeVisible();
    await owner.getByRole('link', { name: 'Articles' }).click();
    await owner.getByRole('link', { name: /^Gaps/ }).click();
    await gap.getByRole('button', { name: 'Draft an article' }).click();
    await expect(owner.getByText(/^The text is what/)).toBeVisible();
    await owner.getByRole('button', { name: 'Publish' }).click();
  });

  await test.step('the gap is closed, and the next customer gets the answer', async () => {
    const chat = await openChat(teppan);
    await write(chat, 'Can I get a job as a chef with you?');
    await expect(chat.getByRole('log', { name: 'Conversation' })).toContainText('We hire chefs in spring');
    await owner.getByRole('link', { name: 'Articles' }).click();
    await owner.getByRole('link', { name: /^Gaps/ }).click();
    await owner
      .getByText(/^Answered/)
      .first()
      .click();
    await expect(gap).toContainText('Answered by');
    await expect(gap.getByRole('link', { name: /job/ }).first()).toBeVisible();
  });
});
