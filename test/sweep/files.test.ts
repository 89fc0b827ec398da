// What comes with a pack for Sweep: the judge's features of real images, held to the judge as the page runs it, and a
// sweep that was computed beforehand; neither is taken where it is of other weights.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesInFolder } from '../../src/cli/files-in-folder';
import { openPack, type OpenedPack } from '../../src/pack/open-pack';
import { classTarget } from '../../src/terms/target';
import { verdictOf } from '../../src/sweep/judging';
import { realOf } from '../../src/sweep/real';
import { rowKey } from '../../src/sweep/sampled';
import { shippedFile, shippedOf } from '../../src/sweep/shipped';
import { startTestWasm } from '../kernels/start-test-wasm';

const folder = resolve(import.meta.dirname, '../../models/digits');
const read = (path: string): unknown => JSON.parse(readFileSync(resolve(folder, path), 'utf8'));
const sha256 = (path: string): string =>
  createHash('sha256')
    .update(readFileSync(resolve(folder, path)))
    .digest('hex');
const judgeSha = sha256('judge/model.safetensors');

/** The sheet's first picture of a class, in [-1, 1]. */
function firstOfSheet(label: number): Float32Array<ArrayBuffer> {
  const { width, data } = decode(readFileSync(resolve(folder, 'sheet.png')));
  return Float32Array.from({ length: 784 }, (_, i) => {
    const [y, x] = [label * 28 + Math.floor(i / 28), i % 28];
    return data[y * width + x]! / 127.5 - 1;
  });
}

describe('what the judge sees in real images', () => {
  let pack: OpenedPack;
  beforeAll(async () => {
    await startTestWasm();
    pack = await openPack(filesInFolder(folder));
  });

  it('is what it sees in the page: sheet and file begin with the same image of each class', async () => {
    const real = realOf(read('real.json'), judgeSha)!;
    const { units } = read('real.json') as { units: number[] };
    expect(real.classes).toHaveLength(10);
    const judge = (await pack.judge())!;
    for (const [label, { reference, heldOut, images, read: found }] of real.classes.entries()) {
      expect([reference.length, heldOut.length]).toEqual([100, 100]);
      expect(found / images).toBeGreaterThan(0.98);
      const { probs, features } = await judge.judge(firstOfSheet(label));
      expect(verdictOf({ guide: pack.info.guides[0]!, target: classTarget(label) }, probs).accepted).toBe(
        true,
      );
      const off = Array.from(features, (value, k) => Math.abs(value - reference[0]![k]!) / units[k]!);
      expect(Math.max(...off)).toBeLessThan(0.52); // bytes are rounded
    }
  });

  it('is not taken for another judge’s, nor what is none', () => {
    expect(realOf(read('real.json'), judgeSha.replaceAll('a', 'b'))).toBeNull();
    expect(realOf(read('real.json'), null)).toBeNull();
    expect(realOf({ format: 1, classes: 'many' }, judgeSha)).toBeNull();
  });
});

describe('the judge’s verdict on what was asked for', () => {
  const slots = [
    { name: 'hair', labels: ['red', 'blue'] },
    { name: 'mood', labels: ['happy', 'sad', 'calm'] },
  ];
  const guide = {
    id: 'attributes',
    title: 'Attributes',
    targets: ['slots' as const],
    slots,
    scale: { default: 1, min: 0, max: 2, row: [0, 1] },
    rule: { kind: 'mean-shift' as const },
    parameters: 1,
  };
  const probs = Float32Array.of(0.25, 0.75, 0.5, 0.125, 0.375);
  const asked = (values: Record<string, string>) =>
    verdictOf({ guide, target: { kind: 'slots', values } }, probs);

  it('finds all of several slots, or not', () => {
    expect(asked({ hair: 'blue', mood: 'happy' })).toEqual({
      accepted: true,
      nats: -Math.log(0.75) - Math.log(0.5),
      label: 1,
    });
    expect(asked({ hair: 'blue', mood: 'sad' }).accepted).toBe(false);
    expect(asked({ mood: 'happy' }).nats).toBeCloseTo(Math.log(2), 12);
    expect(asked({})).toEqual({ accepted: null, nats: Number.NaN, label: 1 });
  });

  it('is of a class, and there is none where nothing guides', () => {
    const classes = Float32Array.of(0.1, 0.2, 0.7);
    const guided = { guide: { ...guide, slots: [{ name: 'class', labels: ['a', 'b', 'c'] }] } };
    expect(verdictOf({ ...guided, target: classTarget(2) }, classes)).toMatchObject({
      accepted: true,
      label: 2,
    });
    expect(verdictOf({ ...guided, target: classTarget(0) }, classes).nats).toBeCloseTo(-Math.log(0.1), 6);
    expect(verdictOf({ guide: null, target: classTarget(0) }, classes).accepted).toBeNull();
  });
});

describe('a sweep that comes with a pack', () => {
  const file = {
    format: 1,
    weights: { 'a.safetensors': 'a'.repeat(64), 'b.safetensors': 'b'.repeat(64) },
    guide: 'classifier',
    target: '7',
    sampler: 'ddim',
    steps: 50,
    seed: 42,
    seeds: 2,
    units: [0.5, 2],
    pictures: { path: 'sweep.png', columns: 1 },
    rows: [
      { scale: 0, labels: [7, 1], nats: [0.5, 3], features: btoa(String.fromCharCode(1, 2, 3, 4)) },
      { scale: 4, labels: [7, 7], nats: [0.1, 0.2], features: btoa(String.fromCharCode(5, 6, 7, 8)) },
    ],
  };
  const own = (path: string) => Promise.resolve(path.startsWith('a') ? 'a'.repeat(64) : 'b'.repeat(64));

  it('is as if it had been computed here', async () => {
    const found = (await shippedFile(file, own))!;
    const samples = Float32Array.of(0.25, -0.25);
    const shipped = shippedOf(found, 'digits', { samples, columns: 1, shape: [1, 1, 1] });
    expect(shipped).toMatchObject({ scales: [0, 4], seed: 42, seeds: 2 });
    expect([...shipped.rows.get(rowKey(shipped.made, { scale: 4, interval: null }))!]).toEqual([
      [
        42,
        {
          x0: Float32Array.of(-0.25),
          verdict: { accepted: true, nats: 0.1, label: 7 },
          features: Float32Array.of(2.5, 12),
        },
      ],
      [
        43,
        { x0: null, verdict: { accepted: true, nats: 0.2, label: 7 }, features: Float32Array.of(3.5, 16) },
      ],
    ]);
    expect(
      shipped.rows.get(rowKey(shipped.made, { scale: 0, interval: null }))!.get(43)!.verdict!.accepted,
    ).toBe(false);
  });

  it('is not taken of other weights, nor from a file that is none', async () => {
    expect(await shippedFile(file, () => Promise.resolve('a'.repeat(64)))).toBeNull();
    expect(await shippedFile(file, () => Promise.resolve(null))).toBeNull();
    expect(await shippedFile({ ...file, rows: 3 }, own)).toBeNull();
    expect(await shippedFile(null, own)).toBeNull();
  });

  it('that is shipped is of the weights that are shipped, and has at least the samples that it says', async () => {
    expect(existsSync(resolve(folder, 'sweep.json'))).toBe(true);
    const found = (await shippedFile(read('sweep.json'), (path) => Promise.resolve(sha256(path))))!;
    expect(found).not.toBeNull();
    for (const { rows } of [shippedOf(found, 'digits', null)]) {
      for (const row of rows.values()) expect(row.size).toBe(found.seeds);
    }
  });
});
