// Everything that Save makes. That the page answers meanwhile is the bench's business (bench/page.mjs).

import { readFile } from 'node:fs/promises';
import { decode } from 'fast-png';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test, untilDone } from './page';
import { serveTinyPack } from './tiny-pack';

test.beforeEach(({ context }) => serveTinyPack(context));

const files = [
  ['Pictures (PNG)', /\.png$/],
  ['Strip (PNG)', /-strip\.png$/],
  ['Animation (GIF)', /\.gif$/],
  ['Video (MP4 or WebM)', /\.(mp4|webm)$/],
  ['Data (JSON)', /\.json$/],
  ['Runnable Python (ZIP)', /-python\.zip$/],
] as const;

// If it broke: a film, picture, script or data file would be empty or wrong.
test('everything is saved', async ({ page }) => {
  await page.goto('./?backend=wasm#/denoise?steps=60&target=1&turns=0y1_20y2');
  await untilDone(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save' });
  await expect(dialog.getByRole('button', { name: 'Pictures (PNG)' })).toBeVisible();
  const saved = new Map<string, Buffer>();
  for (const [name, pattern] of files) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(pattern);
    saved.set(name, await readFile(await download.path()));
  }
  const picture = decode(saved.get('Pictures (PNG)')!);
  expect(new Set(picture.data).size).toBeGreaterThan(30);
  expect(decode(saved.get('Strip (PNG)')!).width).toBeGreaterThan(1000);
  const gif = saved.get('Animation (GIF)')!;
  expect(gif.subarray(0, 6).toString('latin1')).toBe('GIF89a');
  expect(gif.toString('latin1').split('\x21\xf9\x04').length - 1).toBe(61); // a control block each frame
  const video = saved.get('Video (MP4 or WebM)')!.subarray(0, 12).toString('latin1');
  expect(video.includes('ftyp') || video.startsWith('\x1aE\xdf\xa3')).toBe(true);
  const data = JSON.parse(saved.get('Data (JSON)')!.toString()) as Record<string, unknown[]>;
  expect(data['steps']).toHaveLength(60);
  expect(data['stretches']).toHaveLength(2);
  expect(Object.keys(data['shown']!)).toEqual(
    expect.arrayContaining(['xt', 'predX0', 'meanShift', 'guidance']),
  );
  const zip = unzipSync(saved.get('Runnable Python (ZIP)')!);
  expect(strFromU8(zip['nudge_run.py']!)).toContain('{"at": 20, "targets": [2, 2]},');
});
