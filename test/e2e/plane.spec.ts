// The Plane in a real browser: points flow, networks learn, a distribution is drawn, a particle goes its own way, and
// everybody can use it.

import { readFile } from 'node:fs/promises';
import { expectNoViolations } from './axe';
import { expect, test, waitForState } from './page';
import { ARCS, planeOf, untilDone, waitForPlane } from './plane-page';

const EXACT = 'denoiser=exact&guide=exact';

// If it broke: points would not flow toward the class that is asked for.
test('a preset flows from noise to data, toward the class that is asked for', async ({ page }) => {
  await page.goto(`./?backend=wasm#/plane?${EXACT}&steps=30`);
  await untilDone(page);
  await expect(page.getByRole('tab', { name: 'Plane' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('img', { name: 'Particles' })).toBeVisible();
  await expect(page.getByText('finished, 2000 points')).toBeVisible();
  await expect(page.getByText(/^100\.0 %$|^9\d\.\d %$/)).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Distribution' }).getByRole('radio', { name: 'Rings' }).click();
  await waitForPlane(page, (state) => state.model.pack?.id === 'rings' && state.run.status === 'done');
  await page.getByRole('radiogroup', { name: 'Class' }).getByRole('radio', { name: 'outer' }).click();
  await waitForPlane(
    page,
    ({ run }, { settings: { target } }) =>
      run.status === 'done' && target.kind === 'class' && target.index === 2,
  );
  await expect(page).toHaveURL(/distribution=rings&.*target=2/);
});

// If it broke: a link would open another plane.
test('a link restores what was on screen', async ({ page }) => {
  const hash = `#/plane?distribution=grid&target=1&scale=3.5&sampler=ddim&steps=12&seed=7&${EXACT}&show=beliefs.sum.particles&marked=33`;
  await page.goto(`./?backend=wasm${hash}`);
  await untilDone(page);
  const tip = await planeOf(page, (_, path) => [...(path.tip?.xt ?? [])]);
  expect(new URL(page.url()).hash).toContain('marked=33');
  await page.goto('about:blank');
  await page.goto(`./?backend=wasm${hash}`);
  await untilDone(page);
  expect(await planeOf(page, (_, path) => [...(path.tip?.xt ?? [])])).toEqual(tip);
  await expect(page.getByRole('checkbox', { name: 'Belief map' })).toBeChecked();
  await expect(page.getByRole('slider', { name: 'Guidance scale' })).toHaveValue('3.5');
});

// If it broke: a dragged point would snap back.
test('a particle that is dragged goes its own way from there', async ({ page }) => {
  await page.goto(`./?backend=wasm#/plane?${EXACT}&steps=20`);
  await untilDone(page);
  await page.evaluate('window.worlds.plane.actions.scrub(8)');
  await expect(page.getByText('x at t = 599, 2000 points')).toBeVisible();
  const before = await planeOf(page, (_, path) => ({
    id: path.id,
    at: [...(path.steps[8]?.xt?.slice(0, 2) ?? [])],
  }));
  const box = (await page.getByRole('img', { name: 'Particles' }).boundingBox())!;
  const pixel = ([x = 0, y = 0]: number[]) =>
    [box.x + ((x + 3) / 6) * box.width, box.y + ((3 - y) / 6) * box.height] as const;
  await page.mouse.move(...pixel(before.at));
  await page.mouse.down();
  await page.mouse.move(...pixel([0, 0]), { steps: 4 });
  await page.mouse.move(...pixel([2, -2]), { steps: 4 });
  await page.mouse.up();
  await waitForPlane(page, (_, path) => path.branchedAt === 8);
  const tip = await planeOf(page, (_, path) => [...(path.tip?.xt.slice(0, 2) ?? [])]);
  expect(Math.hypot((tip[0] ?? 0) - 2, (tip[1] ?? 0) + 2)).toBeLessThan(0.05);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await untilDone(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await planeOf(page, (_, path) => path.id)).toBe(before.id);
});

// If it broke: training on one’s own drawing would learn nothing, or never stop.
test('networks learn what was drawn, rest, and begin again', async ({ page }) => {
  await page.goto(`./?backend=wasm#/plane?distribution=drawn&steps=20&points=${ARCS}`);
  await untilDone(page);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await waitForPlane(
    page,
    (_, __, { training }) => (training?.step ?? 0) > 100 && training?.preview !== null,
  );
  await expect(page.getByRole('img', { name: 'Loss', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Pause training' }).click();
  await expect(page.getByText(/^Paused after /)).toBeVisible();
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await waitForPlane(page, (state, path) => path.id > 0 && state.run.status === 'done');
  const { step } = (await planeOf(page, (_, __, { training }) => training))!;
  // another guide for the same networks: nothing is learned anew
  await page.getByRole('radiogroup', { name: 'Guide' }).getByRole('radio', { name: 'Exact' }).click();
  await waitForPlane(page, ({ run }, { settings }) => settings.guide === 'exact' && run.status === 'done');
  expect((await planeOf(page, (_, __, { training }) => training))?.step).toBe(step);
  await page.getByRole('button', { name: 'Reset training' }).click();
  await expect(page.getByText('The learned networks know nothing yet.')).toBeVisible();
});

// If it broke: the price of the learned network, and how its loss was weighed, could not be read on the Plane.
test('the bound stands above the least possible one, and two trainings begin and are called off', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/plane?steps=10&width=32&train=4000&objective=open');
  const bound = page.getByRole('region', { name: 'Bound of the points' });
  await expect(bound.getByText(/^(An estimate from|All 1000 values of t)/)).toBeVisible();
  await expect(bound.getByRole('row', { name: /^what the network costs (about )?0\.\d/ })).toBeVisible();
  await bound.getByRole('radio', { name: 'log SNR' }).check();
  const study = page.getByRole('region', { name: 'Two trainings' });
  await study.getByRole('button', { name: 'Train both' }).click();
  await expect(study.getByText(/L_simple: [\d,]+ of 4,000 steps/)).toBeVisible();
  await expect(study.getByRole('table', { name: 'Chance in the gradient' })).toBeVisible();
  await study.getByRole('button', { name: 'Pause both' }).click();
  await expect(study.getByText(/^Paused\./)).toBeVisible();
  await expectNoViolations(page, 'Plane, its bound and two trainings');
  await study.getByRole('button', { name: 'Cancel' }).click();
  await expect(study.getByText(/^Cancelled\./)).toBeVisible();
  await expect(study.getByRole('table', { name: 'Two trainings compared' })).toBeVisible();
});

// If it broke: a drawing that cannot be learned from would fail without a reason.
test('a distribution is drawn, and what cannot be learned from is said', async ({ page }) => {
  await page.goto(`./?backend=wasm#/plane?${EXACT}&steps=10`);
  await untilDone(page);
  await page.getByRole('radio', { name: 'Your own' }).click();
  const pad = page.getByRole('img', { name: /^Drawing pad/ });
  const box = (await pad.boundingBox())!;
  await page.mouse.click(box.x + 100, box.y + 100);
  await expect(page.getByText(/^1 point is too few/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Use these/ })).toBeDisabled();
  await page.mouse.move(box.x + 100, box.y + 120);
  await page.mouse.down();
  await page.mouse.move(box.x + 400, box.y + 120, { steps: 30 });
  await page.mouse.up();
  await expect(page.getByText(/^One class only/)).toBeVisible();
  await page.getByRole('radio', { name: 'B', exact: true }).check();
  await page.mouse.move(box.x + 100, box.y + 350);
  await page.mouse.down();
  await page.mouse.move(box.x + 400, box.y + 350, { steps: 30 });
  await page.mouse.up();
  await page.getByRole('button', { name: /^Use these/ }).click();
  await waitForPlane(page, (state) => state.model.pack?.id === 'drawn' && state.run.status === 'done');
  expect(await planeOf(page, ({ model }) => model.pack?.guides[0]?.slots[0]?.labels)).toEqual(['A', 'B']);
  await page.getByRole('button', { name: 'Draw or import your own' }).click();
  const csv = page.getByLabel('CSV file');
  await csv.setInputFiles({
    name: 'poem.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('so much depends\nupon'),
  });
  await expect(page.getByText(/^CSV: row 1: expected two numbers and a class/)).toBeVisible();
  const rows = Array.from({ length: 3000 }, (_, i) => `${Math.sin(i)},${Math.cos(i) * (i % 3)},${i % 3}`);
  await csv.setInputFiles({ name: 'rings.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await expect(page.getByText(/^3,000 rows: 2000 of them, evenly spread, are taken/)).toBeVisible();
});

// If it broke: the Plane would load megabytes of pictures that nobody asked for.
test('pictures are not loaded until somebody goes to them', async ({ page }) => {
  await page.goto(`./?backend=wasm#/plane?${EXACT}&steps=10`);
  await untilDone(page);
  expect(await page.evaluate('window.worlds.images')).toBeUndefined();
  await page.getByRole('tab', { name: 'Denoise' }).click();
  const began = () =>
    page.evaluate('(window.worlds.images?.store.getState().run.millisecondsPerStep ?? null) !== null');
  await expect.poll(began).toBe(true);
  await page.getByRole('tab', { name: 'Plane' }).click();
  await expect(page.getByText('finished, 2000 points')).toBeVisible();
});

// If it broke: the Plane would be closed to a screen reader.
test('axe finds nothing on the Plane', async ({ page }) => {
  await page.goto(
    `./?backend=wasm#/plane?${EXACT}&steps=20&show=beliefs.density.exact.score.nudge.sum.particles`,
  );
  await untilDone(page);
  await expectNoViolations(page, 'everything shown');
  await page.getByText('What decides it').click();
  await page.getByRole('button', { name: 'Draw or import your own' }).click();
  await expect(page.getByRole('img', { name: /^Drawing pad/ })).toBeVisible();
  await expectNoViolations(page, 'the drawing pad');
});

// If it broke: the Plane would scroll sideways on a phone.
test('nothing of the Plane sticks out, however narrow the screen', async ({ page }) => {
  await page.goto(`./?backend=wasm#/plane?${EXACT}&steps=10&distribution=petals`);
  await untilDone(page);
  const expectWithin = async (state: string) => {
    for (const width of [360, 820, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond, `${state}, ${width} px`).toBeLessThanOrEqual(0);
    }
  };
  await expectWithin('a run');
  await page.getByRole('button', { name: 'Draw or import your own' }).click();
  await expect(page.getByRole('img', { name: /^Drawing pad/ })).toBeVisible();
  await expectWithin('the drawing pad');
});

// If it broke: a run’s file would not have the networks that made it.
test('networks that were trained in the tab go along in the run’s file, and open on any view', async ({
  page,
}) => {
  await page.goto(`./?backend=wasm#/plane?steps=10&distribution=drawn&width=32&train=200&points=${ARCS}`);
  await untilDone(page);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await waitForPlane(page, (_, __, { training }) => training?.step === 200 && training.status !== 'training');
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await waitForPlane(page, ({ run }, path) => path.id > 0 && run.status === 'done');
  const seen = () =>
    planeOf(page, (_, path, { training }) => [
      Array.from(path.tip!.xt),
      [training?.step, training?.denoiser, training?.classifier, Array.from(training?.lossByT ?? [])],
    ]);
  const before = await seen();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText('what was trained in this tab, which the file below holds');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the run as a file' }).click(),
  ]);
  const buffer = await readFile(await download.path());
  await page.goto('about:blank');
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await waitForState(page, ({ run }) => run.status === 'done');
  await page.getByRole('button', { name: 'Open model' }).click();
  await page
    .getByLabel('Choose an archive or a run')
    .setInputFiles({ name: 'nudge-run.json', mimeType: 'application/json', buffer });
  await waitForPlane(page, ({ run }, _, { training }) => run.status === 'done' && training?.step === 200);
  expect(await seen()).toEqual(before);
  await expect(page.getByText('which a link cannot hold')).toHaveCount(0);
});
