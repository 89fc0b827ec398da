// What flows over the Plane share: the state behind it, and a drawing in an address.

import type { Page } from '@playwright/test';
import type { Path } from '../../src/store/path';
import type { State } from '../../src/store/state';

/** Two arcs of two classes, as the address writes them. */
export const ARCS = arcs();

const CURRENT = '((state) => [state, state.history.paths.find(({ id }) => id === state.history.current)])';

export async function planeOf<T>(page: Page, read: (state: State, path: Path) => T): Promise<T> {
  return await page.evaluate(`(${read.toString()})(...${CURRENT}(window.plane.store.getState()))`);
}

export async function waitForPlane(page: Page, check: (state: State, path: Path) => boolean): Promise<void> {
  await page.waitForFunction(
    `window.plane !== undefined && (${check.toString()})(...${CURRENT}(window.plane.store.getState()))`,
    undefined,
    { polling: 50 },
  );
}

/** Written out, since this file is not bundled with the page's: 4 characters a point, 10 + 10 + 3 bits. */
function arcs(): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const level = (value: number) => Math.round(((value + 3) / 6) * 1023);
  return Array.from({ length: 60 }, (_, i) => {
    const label = i % 2;
    const angle = (i / 60) * Math.PI;
    const [x, y] = [1.5 * Math.cos(angle), (label === 0 ? 1 : -1) * (0.4 + Math.sin(angle))];
    const number = (level(x) * 1024 + level(y)) * 8 + label;
    return [18, 12, 6, 0].map((shift) => digits.charAt((number >> shift) & 63)).join('');
  }).join('');
}
