// The guidance interval: two thumbs that steer a run on its way, the band over the timeline, undo, and the address.

import { expect, stateOf, test, untilDone } from './page.ts';

// If it broke: guidance would act at other t than the thumbs say, or the link forget them.
test('two thumbs say at which t the run is guided, from the next step on, and the address keeps it', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/denoise?target=5&scale=12&steps=10&seed=3&t=599&interval=0-900');
  const from = page.getByRole('slider', { name: 'Guide from t' });
  const to = page.getByRole('slider', { name: 'Guide to t' });
  await expect(from).toHaveValue('0');
  await expect(to).toHaveValue('900');
  await expect(page.getByText('9 of the 10 steps lie in it.')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Guided at t = 899 to 99' })).toBeVisible();
  await expect.poll(() => stateOf(page, (_, path) => path.steps.length)).toBe(5);
  await from.focus();
  await from.press('PageUp'); // by a twentieth of T
  await expect(from).toHaveValue('50');
  for (let i = 0; i < 5; i++) await from.press('PageUp');
  await expect(page.getByRole('img', { name: 'Guided at t = 899 to 399' })).toBeVisible();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await untilDone(page);
  const nudged = await stateOf(page, (_, path) =>
    path.steps.flatMap(({ t, numbers }) => ((numbers.lanes[0]?.nudgeRms ?? 0) > 0 ? t : [])),
  );
  expect(nudged).toEqual([899, 799, 699, 599, 499, 399]);
  await expect.poll(() => page.url()).toContain('interval=300-900');
  await expect(page.getByText('guided at t = 300 to 900')).toBeVisible();
  const address = page.url();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(from).toHaveValue('0');
  await page.goto('about:blank');
  await page.goto(address);
  await untilDone(page);
  await expect(from).toHaveValue('300');
  expect(
    await stateOf(page, (_, path) =>
      path.steps.flatMap(({ t, numbers }) => ((numbers.lanes[0]?.nudgeRms ?? 0) > 0 ? t : [])),
    ),
  ).toEqual(nudged);
});

// If it broke: a run would pass for guided though no step was.
test('an interval without a step says that nothing is guided, and a link with nonsense that it is none', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/denoise?target=5&steps=10&seed=3&interval=900-900');
  await expect(page.getByText('None of the 10 steps lies in it: nothing is guided.')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Guided at no t' })).toBeVisible();
  await page.goto('about:blank');
  await page.goto('./?backend=wasm#/denoise?target=5&steps=10&seed=3&interval=600-200');
  await expect(page.getByText('interval “600-200” makes no sense here')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Guide to t' })).toHaveValue('999');
});
