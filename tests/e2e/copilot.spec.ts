import { openChat, write } from './cycle/people.ts';
import { expect, test } from './fixtures/teppan.ts';

const QUESTION = "What's your cancellation policy?";

test('a member of staff has a reply drafted, changes it, sends it, and the draft is graded', async ({ teppan }) => {
  const chat = await openChat(teppan);
  await write(chat, 'Can I talk to a person?');
  await expect(chat.getByRole('log', { name: 'Conversation' })).toContainText('asked a person on our team');

  const owner = await teppan.openConsole();
  const reply = owner.getByRole('textbox', { name: 'Reply' });
  const copilot = owner.getByRole('region', { name: 'Copilot' });
  await test.step('takes the conversation over, and the customer asks', async () => {
    await owner.getByRole('link', { name: 'Inbox' }).click();
    // The key goes to a list that is there.
    await expect(owner.getByRole('list', { name: 'Conversations' }).getByRole('link').first()).toBeVisible();
    await owner.keyboard.press('j');
    await owner.getByRole('button', { name: 'Take over to reply' }).click();
    await expect(copilot).toBeVisible();
    await write(chat, QUESTION);
    // A reply that was begun before its writer has the question on the screen is held back when it is sent.
    await expect(owner.getByRole('log', { name: 'Messages' }).getByText(QUESTION)).toBeVisible();
  });

  await test.step('drafts by key: the text with its source, marked as the AI’s', async () => {
    await expect(copilot.getByRole('button', { name: /Draft a reply/ })).toBeEnabled();
    await reply.press('ControlOrMeta+j');
    await expect(reply).toHaveValue(/14 or more days/);
    await expect(copilot.getByText('AI draft', { exact: true })).toBeVisible();
    await expect(copilot.getByRole('button', { name: /KB-042/ })).toBeVisible();
  });

  await test.step('edits it, sees the change, goes back and forth', async () => {
    const draft = await reply.inputValue();
    await reply.fill(`Hi! ${draft.replace('10 %', '12 %')}`);
    await expect(copilot.getByText('Edited AI draft')).toBeVisible();
    await copilot.getByRole('button', { name: 'Show changes' }).click();
    await expect(copilot.locator('ins')).toContainText(['Hi!', '12']);
    await copilot.getByRole('button', { name: 'Back to the draft' }).click();
    await expect(reply).toHaveValue(draft);
    await reply.fill(`Hi! ${draft.replace('10 %', '12 %')}`);
  });

  await test.step('sends it, and the grade stands behind the message', async () => {
    await owner.getByRole('button', { name: /^Send/ }).click();
    await expect(chat.getByRole('log', { name: 'Conversation' })).toContainText('12 %');
    await expect(copilot.getByText('Edited AI draft')).toHaveCount(0);
    await owner.getByRole('button', { name: /Sent from an AI draft/ }).click();
    await expect(owner.getByRole('dialog')).toContainText('rewritten before it was sent');
  });
});
