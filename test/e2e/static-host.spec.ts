import { expect, test, waitForState } from './page';
import { hostIn } from './static-host';

// If it broke: the page would work at the root of a domain only.
test('dist/ works from any static host in any sub-folder', async ({ page }) => {
  const host = await hostIn('/courses/generative/nudge/');
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await waitForState(page, (_, path) => path.steps.length >= 3);
    await expect(page.getByRole('status').filter({ hasText: 'WASM' })).toContainText('1 thread');
  } finally {
    host.close();
  }
});
