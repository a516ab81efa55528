import type { Page } from '@playwright/test';
import { takePicture } from './fixtures/pictures.ts';
import { expect, test } from './fixtures/teppan.ts';

const SOURCE = 'KB-042: Cancellation & Refund Policy';

async function write(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Your message' });
  await field.fill(text);
  await field.press('Enter');
}

test('a customer asks, sees the source, rates the answer, and finds it all again', async ({ teppan }, testInfo) => {
  const page = await teppan.openPage('/chat');
  const conversation = page.getByRole('log', { name: 'Conversation' });

  await test.step('an answer with its source', async () => {
    await write(page, "What's your cancellation policy?");
    await expect(conversation).toContainText('14 or more days');
    await expect(conversation).toContainText('7 to 13 days');
    await expect(conversation).toContainText('Fewer than 7 days');
    const source = page.getByRole('button', { name: `Source ${SOURCE}` });
    await source.click();
    const dialog = page.getByRole('dialog', { name: SOURCE });
    await expect(dialog).toContainText('the deposit is forfeited');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(source).toBeFocused();
  });

  await test.step('feedback, changed once', async () => {
    const group = page.getByRole('group', { name: 'Rate this answer' });
    await group.getByRole('button', { name: 'Bad answer' }).click();
    await group.getByRole('button', { name: 'Good answer' }).click();
    await group.getByRole('radiogroup', { name: 'Stars' }).getByRole('radio', { name: '5 stars' }).check();
    await group.getByRole('checkbox', { name: 'Helpful' }).check();
    await group.getByRole('checkbox', { name: 'Accurate' }).check();
    await group.getByRole('button', { name: 'Add a comment' }).click();
    await group.getByRole('textbox', { name: 'Comment' }).fill('Clear and quick.');
    const saved = page.waitForResponse((response) => response.url().endsWith('/feedback') && response.ok());
    await group.getByRole('button', { name: 'Save comment' }).click();
    await saved;
    await takePicture(page, 'chat', testInfo);
  });

  await test.step('a person', async () => {
    await page.getByRole('button', { name: 'Talk to a person' }).click();
    await expect(page.getByRole('banner')).toContainText('A person is on the way');
    await expect(conversation).toContainText('I have asked a person');
  });

  await test.step('all of it after a reload, and a draft too', async () => {
    await page.getByRole('textbox', { name: 'Your message' }).fill('One more thing');
    await page.reload();
    await expect(conversation).toContainText('14 or more days');
    await expect(page.getByRole('banner')).toContainText('A person is on the way');
    const group = page.getByRole('group', { name: 'Rate this answer' });
    await expect(group.getByRole('button', { name: 'Good answer' })).toHaveAttribute('aria-pressed', 'true');
    await expect(group.getByRole('radio', { name: '5 stars' })).toBeChecked();
    await expect(group.getByRole('checkbox', { name: 'Accurate' })).toBeChecked();
    await expect(group).toContainText('Clear and quick.');
    await expect(page.getByRole('textbox', { name: 'Your message' })).toHaveValue('One more thing');
  });
});

test('what a customer writes without a network is sent once, when it is back', async ({ teppan, problems }) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED/);
  const page = await teppan.openPage('/chat');
  await write(page, 'How much is it per person?');
  await expect(page.getByRole('button', { name: /^Source KB-/ }).first()).toBeVisible();

  await page.context().setOffline(true);
  await write(page, 'And for children?');
  await expect(page.getByText('Not sent.')).toBeVisible();
  await page.reload().catch(() => undefined);
  await page.context().setOffline(false);
  await page.goto(new URL('/chat', teppan.url).href);
  await expect(page.getByText('And for children?')).toHaveCount(1);
  await expect(page.getByText(/Sending|Not sent/)).toHaveCount(0);
});

test('a customer goes on after the server was started again', async ({ teppan, problems }) => {
  problems.allow(
    /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|chat.events/,
  );
  const page = await teppan.openPage('/chat');
  await write(page, 'How much is it per person?');
  await expect(page.getByRole('button', { name: /^Source KB-/ }).first()).toBeVisible();

  await teppan.restart();
  await write(page, "What's your cancellation policy?");
  await expect(page.getByRole('button', { name: `Source ${SOURCE}` })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("What's your cancellation policy?")).toHaveCount(1);
  await expect(page.getByText('Reconnecting')).toBeHidden();
});
