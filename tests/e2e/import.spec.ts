import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/teppan.ts';

/** Drops files onto the screen, as a person does from a folder. */
async function drop(page: Page, target: string, files: Record<string, string>): Promise<void> {
  const data = await page.evaluateHandle((contents) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(contents)) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.locator(target).dispatchEvent('drop', { dataTransfer: data });
}

test('files that are dropped become articles after a look at what each would do, and are exported', async ({
  teppan,
}) => {
  const owner = await teppan.openConsole();
  await owner.getByRole('link', { name: 'Articles' }).click();
  await expect(owner.getByRole('link', { name: 'Travel Fee' })).toBeVisible();

  await drop(owner, 'section[aria-label="Articles"]', {
    'Parking.md': '# Parking\n\nOur chefs park in your driveway or at the kerb.',
    'faq.csv': 'question,answer\nDo you cook on boats?,"No, we cook on land only."\n',
    'broken.pdf': '%PDF-1.4 broken',
  });
  const dialog = owner.getByRole('dialog', { name: 'Import articles' });
  await expect(dialog.getByText('Not readable 1')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Import Do you cook on boats?' }).uncheck();
  await dialog.getByRole('button', { name: 'Import 1', exact: true }).click();
  await expect(dialog.getByText('1 article created, 0 changed.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(owner.getByRole('link', { name: 'Parking', exact: true })).toBeVisible();

  const download = owner.waitForEvent('download');
  await owner.getByRole('button', { name: 'Export', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('articles.zip');
});
