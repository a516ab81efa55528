import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openChat, write } from './cycle/people.ts';
import { expect, test } from './fixtures/teppan.ts';

test('a customer who wants to be forgotten is deleted, and the receipt says what is gone', async ({
  teppan,
  database,
  problems,
}) => {
  // Whoever has the conversation open, the customer too, is told that it is gone.
  problems.allow(/\b(401|404)\b.*(\/api\/chat|\/api\/conversations\/)|\/api\/(chat|conversations\/).*\b(401|404)\b/);
  const owner = await teppan.openConsole();
  const chat = await openChat(teppan);
  await write(chat, 'What is your cancellation policy?');
  await expect(chat.getByRole('log', { name: 'Conversation' })).toContainText('14 or more days');

  const conversations = owner.getByRole('list', { name: 'Conversations' });
  const dialog = owner.getByRole('dialog');
  await test.step('the dialog shows what goes, and wants the name', async () => {
    await owner.goto(new URL('/inbox?view=all', teppan.url).href);
    await conversations.getByRole('link').first().click();
    await owner.getByRole('button', { name: 'Delete this customer…' }).click();
    await expect(dialog).toContainText('1 conversation');
    await expect(dialog).toContainText('2 messages');
    await expect(dialog.getByRole('button', { name: 'Delete for good' })).toBeDisabled();
  });

  await test.step('the conversation is gone, also for the customer', async () => {
    const name = /^Delete (.+)$/.exec((await dialog.getByRole('heading').textContent()) ?? '')?.[1] ?? '';
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await expect(dialog).toBeHidden();
    await expect(owner.getByText('No conversations here')).toBeVisible();
    await expect(owner.getByText('No conversation is open')).toBeVisible();
  });

  await test.step('the receipt is in the settings', async () => {
    await owner.getByRole('link', { name: 'Settings' }).click();
    const receipt = owner.getByRole('list', { name: 'Deleted customers' }).getByRole('listitem').first();
    await expect(receipt).toContainText('Finished', { timeout: 30_000 });
    await expect(receipt).toContainText('Removed: 1 conversation and 2 messages.');
    if (database === 'embedded') {
      await expect(receipt).toContainText('A new backup was taken');
      const names = await readdir(join(teppan.dataDir, 'backups'));
      expect(names.filter((name) => name.endsWith('.tar.gz'))).toHaveLength(1);
    } else await expect(receipt).toContainText('kept by its owner');
  });
});
