// From view to view as the header offers it: by a tab, or where there is no room for tabs by the menu.

import { expect, type Page } from '@playwright/test';

export async function goTo(page: Page, title: string): Promise<void> {
  const tab = page.getByRole('tab', { name: title, exact: true });
  const menu = page.getByRole('combobox', { name: 'View', exact: true });
  await expect(tab.or(menu)).toBeVisible();
  if (await tab.isVisible()) await tab.click();
  else await menu.selectOption({ label: title });
}
