// A page that Vite's development server serves computes something and leaves a report: waited for piece by piece, so
// that only a piece which hangs reaches the limit.

import type { Page } from '@playwright/test';
import { DEVELOPMENT } from './ports';

/** @param path of a page that says what it does as test/progress.ts has it */
export async function reportOf<T>(page: Page, path: string): Promise<T> {
  const broken = new Promise<never>((_, reject) => {
    page.once('pageerror', reject);
  });
  broken.catch(() => {}); // also heard when nothing waits for it any more
  await page.goto(`${DEVELOPMENT}${path}`);
  let seen = 0;
  for (;;) {
    const further = `window.report !== undefined || (window.progress?.length ?? 0) > ${seen}`;
    await Promise.race([page.waitForFunction(further), broken]);
    const { report, progress = [] } = await page.evaluate(() => ({
      report: window.report,
      progress: window.progress,
    }));
    if (report !== undefined) return report as T;
    seen = progress.length;
  }
}
