// A model that takes a class: which class means none is asked and stands in the link; with a classifier beside it, both
// guides and none in three lanes, steered and branched as any run.

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, sharedLink, stateOf, test, untilDone, waitForState } from './page';
import { serveTinyPack } from './tiny-pack';

const here = import.meta.dirname;

test.beforeEach(({ context }) => serveTinyPack(context));

/** Four class embeddings, 8×8. @param nudge of nudge.json, with the tiny pack's classifier; null without both */
function folderOf(path: string, nudge: object | null): string {
  mkdirSync(path, { recursive: true });
  const copy = (from: string, to: string) =>
    cpSync(resolve(here, '..', from), join(path, to), { recursive: true });
  for (const part of ['model_index.json', 'scheduler']) copy(`pack/tiny/${part}`, part);
  copy('parity/classes/unet-00.config.json', 'unet/config.json');
  copy('parity/classes/unet-00.weights.safetensors', 'unet/diffusion_pytorch_model.safetensors');
  if (nudge === null) return path;
  copy('pack/tiny/classifier', 'classifier');
  writeFileSync(join(path, 'nudge.json'), JSON.stringify({ format: 1, ...nudge }));
  return path;
}

async function open(page: Page, folder: string): Promise<void> {
  const before = await stateOf(page, ({ model }) => model.pack?.id);
  await page.getByRole('button', { name: 'Open model' }).click();
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await expect.poll(() => stateOf(page, ({ model }) => model.pack?.id)).not.toBe(before);
  await untilDone(page);
}

const nullClassOf = (page: Page) => stateOf(page, ({ model }) => model.pack?.classEmbeds?.nullClass);

// If it broke: a link to a class-conditional model would show another run, or both guides could not be compared.
test('asks which class means none, and compares its own guidance with a classifier’s on one noise', async ({
  page,
}, info) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&seed=3');
  await untilDone(page);
  await open(page, folderOf(info.outputPath('asked'), null));
  await expect(page.getByText('This model is always told its class, so there is no s to set.')).toBeVisible();
  await expect(page.getByText('The denoiser always gets the class, so there is no difference')).toBeVisible();
  await page.getByLabel('Null class').selectOption('3');
  await expect.poll(() => nullClassOf(page)).toBe(3);
  await untilDone(page);
  const link = await sharedLink(page);
  expect(link).toMatch(/&sha256=[0-9a-f]{64}&nullclass=3&/);
  await page.goto('about:blank');
  await page.goto(link.replace('nullclass=3', 'nullclass=7'));
  await expect(page.getByRole('alert')).toContainText('Expected a null class from 0 to 3, or none, got 7');
  await page.getByRole('alert').getByLabel('Null class').selectOption('3');
  await page.getByRole('alert').getByRole('button', { name: 'Open it' }).click();
  await untilDone(page);
  await expect.poll(() => page.url()).toContain('&nullclass=3&');

  const guides = [{ kind: 'classifier', path: 'classifier' }, { kind: 'classifier-free' }];
  await open(page, folderOf(info.outputPath('both'), { title: 'Both', nullClass: 3, guides }));
  const classes = page.getByRole('radiogroup', { name: /^Class/ });
  await expect(classes.getByRole('radio')).toHaveText([/left/, /right/, /up/]);
  await page.getByRole('radiogroup', { name: 'Lanes' }).getByRole('radio', { name: 'Guides' }).click();
  await untilDone(page);
  await page
    .getByRole('radiogroup', { name: 'Guide' })
    .getByRole('radio', { name: 'Classifier-free' })
    .click();
  await untilDone(page);
  const s = await stateOf(page, (_, { settings }) => settings.guidanceScale);
  await expect(page.getByText(`s = ${s.toFixed(1)} in`)).toContainText(`is w = ${(s - 1).toFixed(1)} in Ho`);

  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('b');
  await classes.getByRole('radio', { name: /up/ }).click();
  const from = page.getByRole('slider', { name: 'Guide from t' });
  for (let i = 0; i < 4; i++) await from.press('PageUp');
  await from.blur();
  await page.keyboard.press('Space');
  await waitForState(page, (state, path) => state.run.status === 'done' && path.branchedAt === 5);
  const taken = await stateOf(page, (state, { steps }) => ({
    ghost: state.history.ghost !== null,
    steps: steps.map(({ t, lanes, numbers }) => ({
      t,
      lanes: lanes.map(({ guide, rule, target, seed }, i) => ({
        guide,
        isFree: rule !== undefined,
        target: target.kind === 'class' ? target.index : null,
        seed,
        isNudged: (numbers.lanes[i]?.nudgeRms ?? 0) > 0,
      })),
    })),
  }));
  expect(taken.ghost).toBe(true);
  expect(taken.steps).toHaveLength(10);
  for (const { t, lanes } of taken.steps) {
    const target = t < 500 ? 2 : 0;
    const acts = t >= 500 || t >= 200;
    expect(lanes.map(({ isFree }) => isFree)).toEqual([false, true, true]);
    expect(lanes.map((lane) => lane.target)).toEqual([target, target, target]);
    expect(new Set(lanes.map(({ seed }) => seed)).size).toBe(1);
    // outside of the interval classifier-free is at most the conditional model, which nudges away from the one without
    expect(lanes.map(({ isNudged }) => isNudged)).toEqual([acts, true, false]);
  }
  await expect.poll(() => page.url()).toContain('lanes=guides');
});
