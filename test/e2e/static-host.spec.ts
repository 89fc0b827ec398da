import { expect, test, waitForState } from './page';
import { hostIn } from './static-host';

test('dist/ works from any static host in any sub-folder, and nothing leaves the origin', async ({
  page,
}) => {
  const host = await hostIn('/courses/generative/nudge/');
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(host.url) && !/^(blob|data):/.test(url)) elsewhere.push(url);
  });
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10`);
    await waitForState(page, (_, path) => path.steps.length >= 3);
    await expect(page.getByRole('status').filter({ hasText: 'WASM' })).toContainText('1 thread');
    expect(elsewhere).toEqual([]);
  } finally {
    host.close();
  }
});
