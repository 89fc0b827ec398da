// What every flow shares: a page that fails its test at any console error or uncaught exception, at any violation of
// the policy, at any request to another origin, and where it ends blank; and the state behind it.

import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import type { Path } from '../../src/history/path';
import type { State } from '../../src/history/state';
import type { Noise } from '../../src/worlds/images/noise-state';

interface Options {
  /** What the browser complains of where a test brings a fault about. */
  readonly faults: RegExp | null;
  /** What a test does against the policy, which has to be found out. */
  readonly violations: RegExp | null;
}

/** Hosts that tests serve the page from. */
const OWN_HOST = /^(localhost|127\.0\.0\.1|nudge\.example)$/;

/**
 * Hears every request of pages, workers and service workers.
 *
 * @returns those that went to another origin than a test has opened
 */
export function elsewhereOf(context: BrowserContext): () => readonly string[] {
  const opened = new Set<string>();
  const asked: string[] = [];
  context.on('request', (request) => {
    const { protocol, hostname, origin } = new URL(request.url());
    if (protocol === 'file:' || protocol === 'blob:' || protocol === 'data:') return;
    if (request.serviceWorker() === null && request.isNavigationRequest() && OWN_HOST.test(hostname)) {
      opened.add(origin);
    }
    asked.push(request.url());
  });
  return () => asked.filter((url) => !opened.has(new URL(url).origin));
}

/** Hears what is against the policy, in pages and workers. */
function violationsOf(context: BrowserContext): readonly string[] {
  const heard: string[] = [];
  context.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) heard.push(message.text());
  });
  return heard;
}

export const test = base.extend<{ page: Page; policy: void } & Options>({
  faults: [null, { option: true }],
  violations: [null, { option: true }],
  /** Of every flow, in whatever window. */
  policy: [
    async ({ browser, violations }, provide) => {
      const elsewhere: (() => readonly string[])[] = [];
      const against: (readonly string[])[] = [];
      const hear = (context: BrowserContext): void => {
        elsewhere.push(elsewhereOf(context));
        against.push(violationsOf(context));
      };
      browser.on('context', hear);
      await provide();
      browser.off('context', hear);
      const unexpected = (text: string) => violations?.test(text) !== true;
      expect(elsewhere.flatMap((asked) => asked()).filter(unexpected)).toEqual([]);
      expect(against.flat().filter(unexpected)).toEqual([]);
      if (violations !== null) expect(against.flat()).not.toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page, faults, violations }, provide) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await provide(page);
    const expected = (complaint: string) => faults?.test(complaint) || violations?.test(complaint);
    expect(complaints.filter((complaint) => !expected(complaint))).toEqual([]);
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

/** Playwright's page, or puppeteer's. */
interface Evaluates {
  evaluate(expression: string): Promise<unknown>;
}

async function poll(page: Evaluates, expression: string): Promise<void> {
  const asked = () => page.evaluate(expression).catch(() => false);
  await expect.poll(asked, { intervals: [50] }).toBe(true);
}

/** What the tests ask of a world's store in the page. Functions that are given may use nothing but their arguments. */
export function ofWorld<Own extends object>(world: string) {
  const get = `window.worlds?.['${world}']?.store.getState()`;
  const given = `((state) => [state, state.history.paths.find(({ id }) => id === state.history.current), state.own])`;

  /** Reads something of the state, its current path and the world's own part. */
  async function stateOf<T>(page: Evaluates, read: (state: State, path: Path, own: Own) => T): Promise<T> {
    return (await page.evaluate(`(${read.toString()})(...${given}(${get}))`)) as T;
  }

  /** The recording that plays while the model loads does not count. */
  async function waitForState(
    page: Evaluates,
    check: (state: State, path: Path, own: Own) => boolean,
  ): Promise<void> {
    const live = `${get}?.model.recorded === false`;
    await poll(page, `${live} && (${check.toString()})(...${given}(${get}))`);
  }

  const untilDone = (page: Evaluates) => waitForState(page, (state) => state.run.status === 'done');
  return { stateOf, waitForState, untilDone };
}

export const { stateOf, waitForState, untilDone } = ofWorld<Noise>('images');

/** For flows that held a file: where that took longer than the page waits for a byte, it offers to try again. */
export async function untilLive(page: Page, world = 'images'): Promise<void> {
  const again = page.getByRole('button', { name: 'Try again' });
  const isLive = `window.worlds?.['${world}']?.store.getState().model.backend !== null`;
  await expect
    .poll(async () => {
      if (await again.isVisible()) await again.click().catch(() => undefined);
      return await page.evaluate(isLive);
    })
    .toBe(true);
}

/** The link to what is on screen now; the address follows by and by. */
export async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return link;
}
