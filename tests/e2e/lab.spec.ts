import { expect, test } from './fixtures/teppan.ts';

test('the lab takes an answer apart, and shows what a change of an article makes of it before it is saved', async ({
  teppan,
}) => {
  const owner = await teppan.openConsole();
  await owner.getByRole('link', { name: 'Articles' }).click();
  await owner.getByRole('link', { name: /^Lab/ }).click();
  await expect(owner.getByRole('heading', { name: 'Lab' })).toBeVisible();
  await owner.getByRole('textbox', { name: 'Question', exact: true }).fill('Do you charge for travel?');
  await owner.getByRole('button', { name: 'Ask', exact: true }).click();

  const answer = owner.getByRole('region', { name: 'Answer', exact: true });
  const found = owner.getByRole('region', { name: 'What is found' });
  await expect(found.getByRole('listitem').first()).toContainText('Travel Fee');
  await expect(answer).not.toContainText('free of charge in December');

  await found
    .getByRole('listitem')
    .first()
    .getByRole('button', { name: /Change/ })
    .click();
  const change = owner.getByRole('complementary', { name: 'Change the article' });
  await change
    .getByLabel('Text (Markdown)')
    .fill('We charge for travel: none at all, it is free of charge in December.');
  await change.getByRole('button', { name: 'See the difference' }).click();
  await expect(answer).toContainText('With your change');
  await expect(answer).toContainText('free of charge in December');
  await expect(answer.getByText('not saved yet')).toBeVisible();

  await change.getByRole('button', { name: 'Save the change' }).click();
  await expect(answer).not.toContainText('With your change');
  await expect(answer).toContainText('free of charge in December');
});
