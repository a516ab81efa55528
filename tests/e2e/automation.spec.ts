import { openChat, write } from './cycle/people.ts';
import { expect, test } from './fixtures/teppan.ts';

test('the desk trains by itself, proposes what it has trained, and deploys it when the owner says yes', async ({
  teppan,
}) => {
  const owner = await teppan.openConsole();
  const chat = await openChat(teppan);
  await test.step('a customer likes an answer, and it is approved', async () => {
    await write(chat, 'What is your cancellation policy?');
    await chat.getByRole('button', { name: 'Good answer' }).click();
    await chat.getByRole('radio', { name: '5 stars' }).check({ force: true });
    await chat.getByRole('checkbox', { name: 'Helpful' }).check();
    await owner.getByRole('link', { name: 'Training' }).click();
    await owner.getByRole('button', { name: 'Approve' }).click();
    await expect(owner.getByText('Everything is reviewed')).toBeVisible();
  });

  await test.step('the owner says when it trains', async () => {
    await owner.getByRole('link', { name: 'Automation' }).click();
    await expect(owner.getByText('The desk does not train by itself')).toBeVisible();
    const settings = owner.getByRole('region', { name: 'Settings of the automation' });
    await settings.getByRole('switch', { name: 'Train by itself' }).check({ force: true });
    await settings.getByRole('checkbox', { name: 'Every so many days' }).check();
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(owner.getByText('No run is going on')).toBeVisible();
    await expect(owner.getByText('1 example was approved since the last run.')).toBeVisible();
  });

  const proposal = owner.getByRole('region', { name: 'Proposal of version 1' });
  await test.step('a run builds, trains and replays, and asks', async () => {
    await owner.getByRole('button', { name: 'Begin a run now' }).click();
    const run = owner.getByRole('article', { name: 'The current run' });
    await expect(run).toContainText('begun by Owner');
    await expect(proposal).toContainText('0 worse', { timeout: 90_000 });
    await expect(run.getByRole('listitem').filter({ hasText: 'Try it against what answers now' })).toContainText(
      'not needed',
    );
    await expect(owner.getByRole('status').filter({ hasText: 'is proposed' })).toBeVisible();
  });

  await test.step('it is answered where the versions are', async () => {
    await owner.getByRole('link', { name: 'Models', exact: true }).click();
    const inForce = owner.getByRole('region', { name: 'In force' });
    await expect(inForce).toContainText('as it is shipped');
    await proposal.getByRole('button', { name: 'Deploy version 1' }).click();
    await expect(inForce).toContainText('Version 1 answers your customers');
    await expect(proposal).toBeHidden();
    await owner.getByRole('link', { name: 'Automation' }).click();
    await expect(owner.getByRole('region', { name: 'Earlier runs' })).toContainText('Deployed by Owner');
  });
});
