import { openChat, write } from './cycle/people.ts';
import { expect, test } from './fixtures/teppan.ts';

test('a version is trained, answers customers once it is deployed, and is taken back with one click', async ({
  teppan,
}) => {
  const owner = await teppan.openConsole();
  const chat = await openChat(teppan);
  await test.step('what a customer liked is approved and exported', async () => {
    await write(chat, 'What is your cancellation policy?');
    await chat.getByRole('button', { name: 'Good answer' }).click();
    await chat.getByRole('radio', { name: '5 stars' }).check({ force: true });
    await chat.getByRole('checkbox', { name: 'Helpful' }).check();
    await owner.getByRole('link', { name: 'Training' }).click();
    await owner.getByRole('button', { name: 'Approve' }).click();
    await owner.getByText('Datasets', { exact: true }).click();
    await owner.getByRole('button', { name: 'Build dataset' }).click();
    await expect(owner.getByRole('article', { name: 'mhc_support_v1.jsonl' })).toContainText('1 example');
  });

  const version = owner.getByRole('article', { name: 'Version 1' });
  await test.step('a version is trained on this machine', async () => {
    await owner.getByRole('link', { name: 'Models' }).click();
    await expect(owner.getByText('No version yet')).toBeVisible();
    await owner.getByRole('button', { name: 'Train a version' }).click();
    const dialog = owner.getByRole('dialog');
    await expect(dialog.getByRole('status')).toContainText('Costs nothing.');
    await dialog.getByRole('radio', { name: 'At OpenAI' }).check();
    await expect(dialog.getByRole('alert')).toContainText('No model service is set up');
    await expect(dialog.getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
    await dialog.getByRole('radio', { name: 'On this machine' }).check();
    await dialog.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(version).toContainText('Candidate', { timeout: 60_000 });
  });

  const inForce = owner.getByRole('region', { name: 'In force' });
  await test.step('it is deployed, answers, and can be told from the answer', async () => {
    await expect(inForce).toContainText('as it is shipped');
    await expect(version).toContainText('It has not been tried yet.');
    await version.getByRole('button', { name: 'Replay' }).click();
    await expect(version).toContainText('0 worse', { timeout: 30_000 });
    await version.getByRole('button', { name: 'Deploy version 1' }).click();
    await expect(inForce).toContainText('Version 1 answers your customers');
    const other = await openChat(teppan);
    await write(other, 'How much is it per adult?');
    await expect(other.getByRole('log', { name: 'Conversation' })).toContainText('$55');
    await version.getByRole('button', { name: /^Where it comes from/ }).click();
    await expect(version.getByRole('region', { name: 'Learned from' })).toContainText('cancellation policy');
    await version.getByRole('region', { name: 'Answered' }).getByRole('link').first().click();
    await owner.getByRole('link', { name: 'Model version 1' }).click();
    await expect(owner).toHaveURL(/\/training\/models\?version=/);
  });

  await test.step('one click goes back, and undoing that deploys it again', async () => {
    await inForce.getByRole('button', { name: 'Back to the desk as shipped' }).click();
    await expect(inForce).toContainText('as it is shipped');
    await expect(version).toContainText('Put away');
    await owner.getByRole('button', { name: 'Undo' }).last().click();
    await expect(inForce).toContainText('Version 1 answers your customers');
  });
});
