import { openChat, write } from './cycle/people.ts';
import { expect, test } from './fixtures/teppan.ts';

test('an intent is set to draft, staff edit and send what the AI prepared, and the evidence counts it', async ({
  teppan,
}) => {
  const owner = await teppan.openConsole();
  await expect(owner.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await test.step('the owner sets policy to draft, and can take it back', async () => {
    await owner.goto(new URL('/settings/autonomy', teppan.url).href);
    await owner.getByRole('button', { name: /^policy · all channels/ }).click();
    await owner.getByRole('region', { name: 'Chosen' }).getByText('Draft', { exact: true }).click();
    await expect(owner.getByRole('button', { name: /^policy · Live chat: Draft, inherited/ })).toBeVisible();
    await owner.getByRole('region', { name: 'History' }).getByRole('button', { name: 'Undo' }).click();
    await expect(owner.getByRole('button', { name: /^policy · Live chat: Auto/ })).toBeVisible();
    await owner.getByRole('region', { name: 'Chosen' }).getByText('Draft', { exact: true }).click();
    await expect(owner.getByRole('button', { name: /^policy · Live chat: Draft/ })).toBeVisible();
  });

  const chat = await openChat(teppan);
  const said = chat.getByRole('log', { name: 'Conversation' });
  const card = owner.getByRole('region', { name: 'Draft to approve' });
  await test.step('a customer asks, and hears nothing before a person has approved', async () => {
    await write(chat, "What's your cancellation policy?");
    await owner.goto(new URL('/inbox?view=approval', teppan.url).href);
    await expect(owner.getByRole('link', { name: /To approve.*due in/ }).first()).toBeVisible();
    await owner.keyboard.press('j');
    await expect(card.getByRole('article', { name: 'Draft' })).toContainText('14 or more days');
    await expect(card.getByRole('button', { name: /KB-042/ })).toBeVisible();
    await expect(said).not.toContainText('14 or more days');
  });

  await test.step('a draft that is discarded comes back by undo', async () => {
    await owner.keyboard.press('x');
    await owner.getByRole('menuitem', { name: 'The tone is not right' }).click();
    await expect(card).toContainText('no draft is ready');
    await owner.getByRole('alert').filter({ hasText: 'discarded' }).getByRole('button', { name: 'Undo' }).click();
    await expect(card.getByRole('article', { name: 'Draft' })).toContainText('14 or more days');
  });

  await test.step('an edit is not sent over what the customer wrote meanwhile', async () => {
    await owner.keyboard.press('d');
    const field = card.getByRole('textbox', { name: 'Edit the draft' });
    await field.fill(`Hi! ${await field.inputValue()}`);
    await write(chat, 'I mean, what is the cancellation policy 10 days before the party?');
    await expect(card.getByRole('alert')).toContainText('out of date');
    await expect(card.getByRole('button', { name: 'Send' })).toBeDisabled();
    await card.getByRole('button', { name: 'Take the new draft' }).click();
  });

  await test.step('staff edit by key and send by key', async () => {
    await owner.keyboard.press('d');
    const field = card.getByRole('textbox', { name: 'Edit the draft' });
    await field.fill(`Hi Kim! ${await field.inputValue()}`);
    await field.press('ControlOrMeta+Enter');
    await expect(said).toContainText('Hi Kim!');
    await expect(card).toHaveCount(0);
    await expect(owner.getByRole('button', { name: /Sent from an AI draft/ })).toBeVisible();
  });

  await test.step('the evidence counts it', async () => {
    await owner.goto(new URL('/settings/autonomy', teppan.url).href);
    await owner.getByRole('button', { name: /^policy · Live chat/ }).click();
    await expect(owner.getByRole('region', { name: 'Chosen' })).toContainText(/[01] of 1 drafts were sent/);
    await expect(owner.getByRole('region', { name: 'Chosen' })).toContainText(/Needs \d+ more drafts/);
  });
});
