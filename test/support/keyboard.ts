import type { Locator, Page } from 'playwright-core';

/** Presses Tab until an element has the focus, as people do who hold no mouse. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (await element.evaluate((one) => one === one.ownerDocument.activeElement)) return;
  }
  throw new Error(`no Tab leads to ${String(element)}`);
}

/** Goes to a field and types. */
export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

/** Goes to a button and presses it. */
export async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
}
