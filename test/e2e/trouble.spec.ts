// What is broken is said in one sentence, and the page stays usable.

import { expect, stateOf, test, waitForState } from './page';

/** As in a folder that no build has listed, whose files are taken as they are. */
const UNLISTED = '**/models/digits/files.json';

// If it broke: a broken model would fail without saying where.
test('a pack with a broken file shows its sentence', async ({ page }) => {
  await page.route('**/models/digits/unet/config.json', (route) =>
    route.fulfill({
      contentType: 'application/json',
      body: '{"_class_name": "UNet2DModel", "sample_size": ',
    }),
  );
  await page.goto('./?backend=wasm');
  await expect(page.getByRole('alert')).toContainText('unet/config.json');
  await page.unroute('**/models/digits/unet/config.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await waitForState(page, (_, path) => path.steps.length > 1);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

// If it broke: an option that changes pictures would be ignored.
test('an option that is not supported is refused by name', async ({ page }) => {
  await page.route(UNLISTED, (route) => route.fulfill({ status: 404 }));
  await page.route('**/models/digits/unet/config.json', async (route) => {
    const config = (await (await route.fetch()).json()) as Record<string, unknown>;
    await route.fulfill({ json: { ...config, class_embed_type: 'timestep' } });
  });
  await page.goto('./?backend=wasm');
  await expect(page.getByRole('alert')).toContainText('class_embed_type');
});

// If it broke: a half-loaded model would make wrong pictures.
test('a truncated weight file is found out', async ({ page }) => {
  await page.route('**/models/digits/unet/*.safetensors', async (route) => {
    const body = await (await route.fetch()).body();
    await route.fulfill({ body: body.subarray(0, body.length - 100) });
  });
  await page.goto('./?backend=wasm');
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await stateOf(page, (state) => state.error?.code)).toBe('pack-corrupt');
});

// If it broke: “it does not work” would be all that is said of a failing server.
test('a server that answers with an error is named', async ({ page }) => {
  await page.route('**/models/digits/scheduler/*.json', (route) =>
    route.fulfill({ status: 500, body: 'no' }),
  );
  await page.goto('./?backend=wasm');
  await expect(page.getByRole('alert')).toContainText('500');
});
