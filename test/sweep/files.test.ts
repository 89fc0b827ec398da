// What comes with a pack for Sweep: the judge's features of real images, held to the judge as the page runs it, and a
// sweep that was computed beforehand; neither is taken where it is of other weights.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decode } from 'fast-png';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesInFolder } from '../../src/cli/files-in-folder';
import { openPack, type OpenedPack } from '../../src/pack/open-pack';
import { parseNudgeJson } from '../../src/pack/nudge-json';
import { stepsOf } from '../../scripts/refresh-pack/steps.mjs';
import { classTarget, type Target } from '../../src/terms/target';
import { targetText } from '../../src/terms/target-text';
import { sentenceVerdict, verdictOf } from '../../src/sweep/judging';
import { realOf } from '../../src/sweep/real';
import { rowKey } from '../../src/sweep/sampled';
import { shippedFile, shippedOf, targetOfText, type ShippedFile } from '../../src/sweep/shipped';
import { packOf } from '../store/agree/fake-network';
import { targets } from '../terms/targets';
import { startTestWasm } from '../kernels/start-test-wasm';

const models = resolve(import.meta.dirname, '../../models');
const folder = join(models, 'digits');
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

  const damaged: readonly [string, (file: ShippedFile) => object][] = [
    ['a sample less in one row', ({ rows }) => ({ rows: [rows[0], { ...rows[1]!, nats: [0.1] }] })],
    ['a verdict more', ({ rows }) => ({ rows: [{ ...rows[0]!, accepted: [true, false, true] }, rows[1]] })],
    [
      'features that were cut off',
      ({ rows }) => ({ rows: rows.map((row) => ({ ...row, features: 'AQI=' })) }),
    ],
    ['more seeds than there are samples', () => ({ seeds: 3 })],
    ['nothing that says what is accepted', () => ({ target: 'slots=hair=blue' })],
    ['a target that is none', () => ({ target: 'hair' })],
  ];
  it.each(damaged)('is not taken with %s', async (_, change) => {
    const whole = (await shippedFile(file, own))!;
    expect(await shippedFile({ ...whole, ...change(whole) }, own)).toBeNull();
  });

  const guide = { ...packOf('digits').guides[0]!, targets: ['slots' as const] };
  const hair = [{ name: 'hair', labels: ['red', 'blue'] }];

  it('of slots is as if it had been computed here', async () => {
    const target: Target = { kind: 'slots', values: { hair: 'blue' } };
    const measured = [
      [0.25, 0.75],
      [0.5, 0.5],
    ].map((probs) => verdictOf({ guide: { ...guide, slots: hair }, target }, Float32Array.from(probs)));
    const [row] = file.rows;
    const slots = {
      ...file,
      target: targetText(target),
      rows: [
        {
          ...row,
          labels: measured.map(({ label }) => label),
          accepted: measured.map(({ accepted }) => accepted),
          nats: measured.map(({ nats }) => nats),
        },
      ],
    };
    const shipped = shippedOf((await shippedFile(slots, own))!, 'faces', null);
    expect(shipped.target).toEqual(target);
    expect([...shipped.rows.get(rowKey(shipped.made, { scale: 0, interval: null }))!.values()]).toEqual([
      { x0: null, verdict: measured[0], features: Float32Array.of(0.5, 4) },
      { x0: null, verdict: measured[1], features: Float32Array.of(1.5, 8) },
    ]);
    expect(measured.map(({ accepted }) => accepted)).toEqual([true, false]);
  });

  it('of sentences is as if it had been computed here', async () => {
    const target: Target = { kind: 'slots', values: { food: 'Italian' } };
    const sentences = [['Zizzi', 'serves', 'Italian', 'food', '.'], []];
    const measured = sentences.map((words, i) => sentenceVerdict({ guide, target }, words, i + 0.5));
    const { units: _, pictures: __, ...rest } = file;
    const words = {
      ...rest,
      target: targetText(target),
      sampler: 'ddpm',
      rows: [
        {
          scale: 0.5,
          accepted: measured.map(({ accepted }) => accepted),
          nats: measured.map(({ nats }) => nats),
          sentences: sentences.map((each) => each.join(' ')),
        },
      ],
    };
    const shipped = shippedOf((await shippedFile(words, own))!, 'words', null);
    expect(shipped.made).toMatchObject({ model: 'words', target: 'slots=food=Italian', sampler: 'ddpm' });
    expect([...shipped.rows.get(rowKey(shipped.made, { scale: 0.5, interval: null }))!]).toEqual([
      [42, { x0: null, words: sentences[0], verdict: measured[0], features: null }],
      [43, { x0: null, words: [], verdict: measured[1], features: null }],
    ]);
    expect(measured.map(({ accepted }) => accepted)).toEqual([true, false]);
  });

  it('reads a target from its text', () => {
    fc.assert(
      fc.property(targets, (target) => {
        const found = targetOfText(targetText(target));
        expect(found === null ? null : targetText(found)).toBe(targetText(target));
      }),
    );
    expect(targetOfText('slots=food=Italian;length=15')).toMatchObject({ kind: 'all' });
    expect(targetOfText('hair')).toBeNull();
  });
});

describe.each(readdirSync(models).filter((id) => existsSync(join(models, id, 'sweep.json'))))(
  'the sweep of %s',
  (id) => {
    const text = readFileSync(join(models, id, 'sweep.json'), 'utf8');
    const hashed = (path: string) => Promise.resolve(sha256(join(models, id, path)));

    it('is of the weights that are shipped, of every scale of its guide, and has all samples that it says', async () => {
      const found = (await shippedFile(JSON.parse(text), hashed))!;
      expect(found).not.toBeNull();
      const { made, rows, scales } = shippedOf(found, id, null);
      for (const row of rows.values()) expect(row.size).toBe(found.seeds);
      const { guides } = parseNudgeJson(JSON.parse(readFileSync(join(models, id, 'nudge.json'), 'utf8')));
      expect(scales).toEqual(guides.find((guide) => guide.id === made.guide)!.scale.row);
      expect(text.length).toBeLessThan(200_000);
    });

    it('names the weights that make it stale', async () => {
      const { weights } = (await shippedFile(JSON.parse(text), hashed))!;
      const step = stepsOf(id).find(({ name }) => name === 'sweep')!;
      expect(
        Object.keys(weights)
          .map((path) => join('models', id, path))
          .toSorted(),
      ).toEqual(step.weights.toSorted());
    });

    it('has of sentences what the rules read in them now', async () => {
      const found = (await shippedFile(JSON.parse(text), hashed))!;
      const { rows, target } = shippedOf(found, id, null);
      const samples = [...rows.values()].flatMap((row) => [...row.values()]);
      for (const { words, verdict } of samples) {
        if (words !== undefined)
          expect(verdict).toEqual(
            sentenceVerdict({ guide: packOf('digits').guides[0]!, target }, words, verdict!.nats),
          );
      }
    });
  },
);
