// axe, in the page that is tested.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { configure, run } from 'axe-core';
import { expect } from './page';

declare global {
  interface Window {
    axe?: { readonly run: typeof run; readonly configure: typeof configure };
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, one line a finding. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return await page.evaluate(async () => {
    const { violations: found } = await window.axe!.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

/** Texts with less contrast than seven to one, however large they are; one line each. */
export async function paleTexts(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return await page.evaluate(async () => {
    const tool = window.axe!;
    const contrastRatio = { normal: { expected: 7 }, large: { expected: 7 } };
    tool.configure({ checks: [{ id: 'color-contrast-enhanced', options: { contrastRatio } }] });
    const { violations: found } = await tool.run(document, { runOnly: ['color-contrast-enhanced'] });
    return found.flatMap(({ nodes }) => nodes.map(({ target }) => `pale: ${target.join(' ')}`));
  });
}

/** axe finds nothing in light and in dark, on a phone and on a laptop; nor does anything stick out of them. */
export async function expectNoViolations(page: Page, state: string): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await untilStill(page);
      expect(await violations(page), `${state}, ${colorScheme}, ${width} px`).toEqual([]);
    }
  }
}

/** Until nothing fades or moves any more, but for what goes on for ever. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame); // what has just changed begins to move in a frame
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}
