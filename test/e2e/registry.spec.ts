// Every view that the header names, and a toy that a test page adds to them, by the one mechanism: none is named here
// but the toy.

import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { MANIFEST, packManifest } from '../../scripts/site/pack-manifest';
import { expectNoViolations } from './axe';
import { expect, ofWorld, sharedLink, test, waitUntil } from './page';
import { DEVELOPMENT } from './ports';

const PAGE = `${DEVELOPMENT}test/toy/index.html`;
const { waitForState, stateOf, untilDone } = ofWorld<object>('toy');

/** The page of the toy stands in another folder than the packs. */
async function serveModels(context: BrowserContext): Promise<void> {
  await context.route('**/test/toy/models/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/test/toy/models/')[1] ?? '';
    const file = resolve(import.meta.dirname, '../../models', path);
    const body = file.endsWith(MANIFEST)
      ? packManifest(dirname(file))
      : await readFile(file).catch(() => null);
    await route.fulfill(body === null ? { status: 404 } : { body });
  });
}

/** Until the networks of the view on screen are there, and nothing is computed. */
async function untilAtRest(page: Page): Promise<void> {
  await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy', 'true');
  await waitUntil(page, () => {
    const worlds = Object.values(window.worlds ?? {}).map(({ store }) => store.getState());
    return (
      worlds.length > 0 &&
      worlds.every(({ model, run }) => model.backend !== null && ['done', 'paused'].includes(run.status))
    );
  });
}

// If it broke: a view would be closed to a screen reader, also one that is added.
test('axe finds nothing in any view of the registry, nor in one that is added', async ({ page, context }) => {
  await serveModels(context);
  await page.goto(`${PAGE}?backend=wasm#/toy?steps=5`);
  const tabs = page.getByRole('tab');
  await expect(page.getByRole('tab', { name: 'Toy' })).toHaveAttribute('aria-selected', 'true');
  for (let index = (await tabs.count()) - 1; index >= 0; index--) {
    await page.setViewportSize({ width: 1440, height: 900 });
    const tab = tabs.nth(index);
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel').getByRole('region').first()).toBeVisible();
    await untilAtRest(page);
    await expectNoViolations(page, (await tab.textContent()) ?? '');
  }
});

// If it broke: a view that is added could not be played, steered or linked to.
test('a view that is a row of the registry plays, is steered, and is restored by its link', async ({
  page,
  context,
}) => {
  await serveModels(context);
  await page.goto(`${PAGE}?backend=wasm#/toy?steps=6&part=x0&seed=3`);
  await untilDone(page);
  expect(await stateOf(page, (_, path) => path.steps[0]!.lanes.length)).toBe(6); // three seeds and their twins
  await expect(page.getByText(/^Mean: -?\d/)).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Class' }).getByRole('radio').nth(1).click();
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await waitForState(page, (state, path) => path.steps.length === 6 && state.run.status === 'done');
  await expect(page.getByText(/^Mean: -?\d/)).toBeVisible();
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  const mean = await page.getByText(/^Mean:/).textContent();
  const link = await sharedLink(page);
  expect(link).toContain('part=x0');
  await page.goto('about:blank');
  await page.goto(link);
  await untilDone(page);
  await expect(page.getByText(/^Mean:/)).toHaveText(mean!);
  const target = await stateOf(page, (_, path) => path.steps[0]!.lanes[0]!.target);
  expect(target).toEqual({ kind: 'class', index: 1 });
});
