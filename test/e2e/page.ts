// What every flow shares: a page that fails its test at any console error or uncaught exception, and where it ends
// blank; and the state behind it.

import { expect, test as base, type Page } from '@playwright/test';
import type { Path } from '../../src/history/path';
import type { State } from '../../src/history/state';
import type { Noise } from '../../src/worlds/images/noise-state';

interface Options {
  /** What the browser complains of where a test brings a fault about. */
  readonly faults: RegExp | null;
}

export const test = base.extend<{ page: Page } & Options>({
  faults: [null, { option: true }],
  page: async ({ page, faults }, provide) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await provide(page);
    expect(complaints.filter((complaint) => !faults?.test(complaint))).toEqual([]);
    for (const open of page.context().pages()) await expectSomethingOn(open);
  },
});

/** No flow ends with an empty page, nor with one in a frame. */
async function expectSomethingOn(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    const isEmpty = () =>
      frame.evaluate(() => document.getElementById('root')?.innerText.trim() === '').catch(() => true);
    await expect.poll(isEmpty, { message: `${frame.url()} is empty` }).toBe(false);
  }
}

export { expect };

/** Until it holds in the page, whose policy forbids what waitForFunction does; a page that is just being left says no. */
export async function waitUntil<Arg>(
  page: Page,
  holds: (arg: Arg) => boolean,
  ...given: undefined extends Arg ? [] : [Arg]
): Promise<void> {
  const [arg] = given;
  await poll(page, `(${holds.toString()})(${JSON.stringify(arg)})`);
}

async function poll(page: Page, expression: string): Promise<void> {
  const asked = () => page.evaluate(expression).catch(() => false);
  await expect.poll(asked, { intervals: [50] }).toBe(true);
}

/** What the tests ask of a world's store in the page. Functions that are given may use nothing but their arguments. */
export function ofWorld<Own extends object>(world: string) {
  const get = `window.worlds?.['${world}']?.store.getState()`;
  const given = `((state) => [state, state.history.paths.find(({ id }) => id === state.history.current), state.own])`;

  /** Reads something of the state, its current path and the world's own part. */
  async function stateOf<T>(page: Page, read: (state: State, path: Path, own: Own) => T): Promise<T> {
    return await page.evaluate(`(${read.toString()})(...${given}(${get}))`);
  }

  /** The recording that plays while the model loads does not count. */
  async function waitForState(
    page: Page,
    check: (state: State, path: Path, own: Own) => boolean,
  ): Promise<void> {
    const live = `${get}?.model.recorded === false`;
    await poll(page, `${live} && (${check.toString()})(...${given}(${get}))`);
  }

  const untilDone = (page: Page) => waitForState(page, (state) => state.run.status === 'done');
  return { stateOf, waitForState, untilDone };
}

export const { stateOf, waitForState, untilDone } = ofWorld<Noise>('images');

/** The link to what is on screen now; the address follows by and by. */
export async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return link;
}
