import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures/teppan.ts';

const QUESTION = "What's your cancellation policy?";
const WORSE = 'Our chefs cook at weddings and at home.';

test('a changed article is tried on what customers asked, and saved against the result only with a reason', async ({
  teppan,
  problems,
}) => {
  // The first attempt to save is refused.
  problems.allow(/409.*\/api\/articles\/|\/api\/articles\/.*409/);
  await askAndPraise(await teppan.openPage('/chat'));

  const owner = await teppan.openConsole();
  const text = await openPolicy(owner);
  const tried = owner.getByRole('region', { name: 'Tried on what customers asked' });
  await expect(tried).toBeHidden();
  await text.fill(WORSE);
  await tried.getByRole('button', { name: 'Try on what customers asked' }).click();

  const change = tried.getByRole('article', { name: QUESTION });
  await expect(change).toContainText('worse', { timeout: 60_000 });
  await expect(change.getByRole('region', { name: 'Now' })).toContainText('14 or more days');
  await expect(change.getByRole('region', { name: 'With this change' })).not.toContainText('14 or more days');
  await expect(tried).toContainText('at no cost');

  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(owner.getByText(/answers? becomes? worse/).first()).toBeVisible();
  await tried.getByLabel(/Why do you save it all the same/).fill('The rules move to another article.');
  await tried.getByRole('button', { name: 'Save all the same' }).click();
  await expect(tried).toBeHidden();
  await expect(owner.getByText('version 2', { exact: false }).first()).toBeVisible();
});

test('the lab asks for the reason too, where a change was tried and found worse', async ({ teppan, problems }) => {
  problems.allow(/409.*\/api\/articles\/|\/api\/articles\/.*409/);
  await askAndPraise(await teppan.openPage('/chat'));
  const owner = await teppan.openConsole();
  const text = await openPolicy(owner);
  await text.fill(WORSE);
  const tried = owner.getByRole('region', { name: 'Tried on what customers asked' });
  await tried.getByRole('button', { name: 'Try on what customers asked' }).click();
  await expect(tried).toContainText(/[1-9]\d* worse/, { timeout: 60_000 });
  await owner.getByRole('link', { name: 'Articles' }).click();
  await owner.getByRole('button', { name: 'Leave without saving' }).click();

  await owner.getByRole('link', { name: /^Lab/ }).click();
  await owner.getByRole('textbox', { name: 'Question', exact: true }).fill(QUESTION);
  await owner.getByRole('button', { name: 'Ask', exact: true }).click();
  const found = owner.getByRole('region', { name: 'What is found' }).getByRole('listitem');
  await found
    .filter({ hasText: 'Cancellation & Refund Policy' })
    .first()
    .getByRole('button', { name: /Change/ })
    .click();
  const change = owner.getByRole('complementary', { name: 'Change the article' });
  await change.getByLabel('Text (Markdown)').fill(WORSE);
  await change.getByRole('button', { name: 'Save the change' }).click();
  await expect(change.getByRole('alert')).toContainText(/answers? becomes? worse/);
  await change.getByLabel(/Why do you save it all the same/).fill('The rules move to another article.');
  await change.getByRole('button', { name: 'Save all the same' }).click();
  await expect(change.getByRole('alert')).toBeHidden();
});

/** A question whose answer its customer found good in every way. */
async function askAndPraise(customer: Page): Promise<void> {
  const field = customer.getByRole('textbox', { name: 'Your message' });
  await field.fill(QUESTION);
  await field.press('Enter');
  await expect(customer.getByRole('log', { name: 'Conversation' })).toContainText('the deposit is forfeited');

  // What a customer found good is what answers are compared with.
  const rating = customer.getByRole('group', { name: 'Rate this answer' });
  await rating.getByRole('button', { name: 'Good answer' }).click();
  await rating.getByRole('radiogroup', { name: 'Stars' }).getByRole('radio', { name: '5 stars' }).check();
  const saved = customer.waitForResponse(
    (response) => response.url().endsWith('/feedback') && /"helpful":true/.test(response.request().postData() ?? ''),
  );
  await rating.getByRole('checkbox', { name: 'Helpful' }).check();
  expect((await saved).ok()).toBe(true);
}

/** Opens the article that answers the question. Returns the field of its text. */
async function openPolicy(owner: Page): Promise<Locator> {
  await owner.getByRole('link', { name: 'Articles' }).click();
  await owner.getByRole('link', { name: 'Cancellation & Refund Policy' }).click();
  const text = owner.getByLabel('Text (Markdown)');
  await expect(text).toHaveValue(/14 or more days/);
  return text;
}
