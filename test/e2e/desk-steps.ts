import type { Page } from 'playwright-core';
import type { Terms } from '../../widget/translations/terms.ts';
import { words } from './desk-words.ts';

/** Finds a customer by name and selects it. */
export async function selectCustomer(
  page: Page,
  { name, number }: { name: string; number: string },
  term: Terms = words.en,
): Promise<void> {
  await page.getByRole('combobox', { name: term.keyFind }).fill(name);
  await page.getByRole('option', { name: number }).click();
  await page.getByRole('button', { name: term.lookupDeselect(name) }).waitFor();
}

/** Opens a case of the selected customer from the list. */
export async function openCase(page: Page, { title }: { title: string }, term: Terms = words.en): Promise<void> {
  await page.getByRole('listbox', { name: term.panelCases }).getByRole('option', { name: title }).click();
  await page.locator('cs-case-panel').getByRole('heading', { name: title }).waitFor();
  await page.getByRole('textbox', { name: term.caseKind_note }).waitFor();
}

/** Opens one of the selected customer's orders from the list. */
export async function openOrder(page: Page, { number }: { number: string }, term: Terms = words.en): Promise<void> {
  await page.locator('cs-order-completion').getByRole('button', { name: number }).click();
  await page.getByRole('heading', { name: `${term.panelOrder} ${number}` }).waitFor();
}

/** Adds a product to the order that is open. */
export async function addProduct(page: Page, sku: string, term: Terms = words.en): Promise<void> {
  await page.getByRole('combobox', { name: term.orderAddProduct }).fill(sku);
  await page.getByRole('option', { name: sku }).first().click();
  await page.getByRole('listitem').getByText(sku).waitFor();
}

/** Pays what is left with a card that the sandbox takes. */
export async function pay(page: Page, term: Terms = words.en): Promise<void> {
  await page.getByRole('button', { name: term.orderAddPayment }).first().click();
  const dialog = page.getByRole('dialog', { name: term.orderAddPayment });
  await dialog.getByRole('textbox', { name: term.orderReference_card }).fill('sandbox_ok_4242');
  await dialog.getByRole('button', { name: term.orderAddPayment }).click();
  await dialog.waitFor({ state: 'hidden' });
}
