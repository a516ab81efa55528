import { expect, type Page, type TestInfo, test } from '@playwright/test';
import { takePicture } from '../fixtures/pictures.ts';
import type { Teppan } from '../fixtures/teppan.ts';
import { addColleague, type Colleague, openChat, signIn, write } from './people.ts';

const SUPPORT: Colleague = { name: 'Sam Ortiz', email: 'sam@example.test', role: 'Support' };
const ADMIN: Colleague = { name: 'Ada Winter', email: 'ada@example.test', role: 'Admin' };

const POLICY_QUESTION = "What's your cancellation policy?";
const UNKNOWN_QUESTION = 'Do your chefs speak Portuguese?';
const STAFF_ANSWER = 'Yes, two of our chefs speak Portuguese. Tell us when you book and we will send one of them.';

/** One turn of the main job, by the people who do it, each in a browser of their own. */
export async function describeCycle(
  teppan: Teppan,
  testInfo: TestInfo,
  { modelName }: { modelName: string },
): Promise<void> {
  const owner = await teppan.openConsole();
  await test.step('the owner finds a desk that is ready, and adds two colleagues', async () => {
    await expect(owner.getByLabel('State of the desk')).toContainText(modelName);
    await addColleague(owner, SUPPORT);
    await addColleague(owner, ADMIN);
  });

  const customer = await openChat(teppan);
  await test.step('a customer asks, gets an answer with its source, and rates it', () =>
    askAndRate(customer, testInfo));
  await test.step('what the AI does not know, it hands over, and says so', async () => {
    await write(customer, UNKNOWN_QUESTION);
    await expect(customer.getByText(/I have asked a person on our team/)).toBeVisible();
  });

  const support = await signIn(teppan, SUPPORT);
  await test.step('support takes it over and answers', () => answerAsStaff(support, customer, testInfo));

  const admin = await signIn(teppan, ADMIN);
  await test.step('an admin approves what is to be learned, and exports it', () => reviewAndExport(admin, testInfo));

  await test.step('the next customer gets the better answer', async () => {
    const next = await openChat(teppan);
    await write(next, 'do your chefs speak portuguese');
    await expect(next.getByText(/two of our chefs speak Portuguese/)).toBeVisible();
  });

  await test.step('the owner sees how well the AI does', async () => {
    await owner.getByRole('link', { name: 'Analytics' }).click();
    await owner.getByRole('button', { name: 'Refresh' }).click();
    await expect(owner.getByText('1 by staff')).toBeVisible();
    await takePicture(owner, 'analytics', testInfo);
  });
}

async function askAndRate(customer: Page, testInfo: TestInfo): Promise<void> {
  await write(customer, POLICY_QUESTION);
  const log = customer.getByRole('log', { name: 'Conversation' });
  for (const rule of [/14 or more days/, /7 to 13 days/, /fewer than 7 days/i]) await expect(log).toContainText(rule);

  await customer.getByRole('button', { name: 'Source KB-042: Cancellation & Refund Policy' }).click();
  await expect(customer.getByRole('dialog')).toContainText('the deposit is forfeited');
  await customer.keyboard.press('Escape');

  await customer.getByRole('button', { name: 'Good answer' }).click();
  await customer.getByRole('radio', { name: '5 stars' }).check({ force: true });
  await customer.getByRole('checkbox', { name: 'Helpful' }).check();
  await customer.getByRole('checkbox', { name: 'Accurate' }).check();
  await takePicture(customer, 'chat', testInfo);
}

async function answerAsStaff(support: Page, customer: Page, testInfo: TestInfo): Promise<void> {
  await support.getByRole('link', { name: /^Waiting/ }).click();
  await support
    .getByRole('link', { name: /I have asked a person|Portuguese/ })
    .first()
    .click();
  await expect(support.getByText(UNKNOWN_QUESTION).last()).toBeVisible();
  await support.getByRole('button', { name: 'Take over', exact: true }).click();
  await expect(customer.getByText('Sam has joined the conversation.')).toBeVisible();

  await support.getByRole('textbox', { name: 'Reply' }).fill(STAFF_ANSWER);
  await support.keyboard.press('ControlOrMeta+Enter');
  await expect(customer.getByText(STAFF_ANSWER)).toBeVisible();
  await expect(support.getByRole('log', { name: 'Messages' }).getByText(STAFF_ANSWER)).toBeInViewport();
  await takePicture(support, 'inbox', testInfo);

  await support.getByRole('button', { name: 'Resolve', exact: true }).click();
  await support.getByRole('textbox', { name: 'Resolution' }).fill('Told them about our Portuguese-speaking chefs.');
  await support.getByRole('button', { name: 'Resolve and close' }).click();
  await expect(customer.getByText('This conversation has been closed.', { exact: false })).toBeVisible();
}

async function reviewAndExport(admin: Page, testInfo: TestInfo): Promise<void> {
  await admin.getByRole('link', { name: 'Training' }).click();
  const example = admin.getByRole('article', { name: 'Training example' });
  await expect(admin.getByText('2 to review')).toBeVisible();
  await expect(example).toContainText(POLICY_QUESTION);
  await takePicture(admin, 'training', testInfo);
  await admin.keyboard.press('a');
  await expect(example).toContainText(UNKNOWN_QUESTION);
  await admin.getByRole('button', { name: 'Approve' }).click();
  await expect(admin.getByText('Everything is reviewed')).toBeVisible();

  await admin.getByText('Datasets', { exact: true }).click();
  await admin.getByRole('button', { name: 'Build dataset' }).click();
  await expect(admin.getByRole('article', { name: 'mhc_support_v1.jsonl' })).toContainText('2 examples');
}
