import { expect, type Page } from '@playwright/test';
import type { Teppan } from '../fixtures/teppan.ts';

export const PASSWORD = 'a long enough password';

export interface Colleague {
  name: string;
  email: string;
  role: 'Support' | 'Admin';
}

/** The owner adds a colleague on the settings page. */
export async function addColleague(owner: Page, { name, email, role }: Colleague): Promise<void> {
  await owner.getByRole('link', { name: 'Settings' }).click();
  await owner.getByRole('button', { name: 'Add a person' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await owner.getByRole('option', { name: role }).click();
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(owner.getByRole('table', { name: 'Team' })).toContainText(name);
}

/** A colleague signs in on a machine of their own. */
export async function signIn(teppan: Teppan, { email }: Colleague): Promise<Page> {
  const page = await teppan.openPage('/');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  return page;
}

/** A customer's chat page. */
export async function openChat(teppan: Teppan): Promise<Page> {
  const page = await teppan.openPage('/chat');
  await expect(page.getByRole('textbox', { name: 'Your message' })).toBeVisible();
  return page;
}

export async function write(chat: Page, text: string): Promise<void> {
  await chat.getByRole('textbox', { name: 'Your message' }).fill(text);
  await chat.getByRole('button', { name: 'Send' }).click();
}
