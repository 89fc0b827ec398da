// What every flow shares: a page that fails its test at any console error or uncaught exception, and the state
// behind it.

import { expect, test as base, type Page } from '@playwright/test';
import type { Path } from '../../src/store/path';
import type { State } from '../../src/store/state';

export const test = base.extend<{ page: Page }>({
  page: async ({ page }, provide) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await provide(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };

/** The recording that plays while the model loads does not count. */
const LIVE = 'window.nudge?.store.getState().model.recorded === false';
const CURRENT = '((state) => [state, state.history.paths.find(({ id }) => id === state.history.current)])';

/** Reads something of the state and its current path in the page; `read` may use nothing but its arguments. */
export async function stateOf<T>(page: Page, read: (state: State, path: Path) => T): Promise<T> {
  return await page.evaluate(`(${read.toString()})(...${CURRENT}(window.nudge.store.getState()))`);
}

export async function waitForState(page: Page, check: (state: State, path: Path) => boolean): Promise<void> {
  await page.waitForFunction(
    `${LIVE} && (${check.toString()})(...${CURRENT}(window.nudge.store.getState()))`,
    undefined,
    { polling: 50 },
  );
}

export const untilDone = (page: Page) => waitForState(page, (state) => state.run.status === 'done');

/** The link to what is on screen now; the address follows by and by. */
export async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return link;
}
