// What a finished batch is read as: sentences by the rules, points by the exact classifier, without any network.

import { expect, it } from 'vitest';
import { Client } from '../../src/client/client';
import { presetOf } from '../../src/diffusion/mixture/presets';
import { drawPoints } from '../../src/diffusion/mixture/draw';
import type { PackInfo } from '../../src/terms/pack-info';
import { classTarget, type Target } from '../../src/terms/target';
import type { SweepOf } from '../../src/sweep/asked';
import { readBatch, withBatch } from '../../src/sweep/finished';
import { usualSweep } from '../../src/sweep/sweep';
import { FakeNetwork, packOf } from '../store/agree/fake-network';

const words = ['START', 'END', 'UNK', 'PAD', 'the', 'pub', 'is', 'cheap'];
/** Each word on a circle of its own angle. */
const embeddings = Float32Array.from(
  words.flatMap((_, w) => [Math.cos((w * Math.PI) / 4), Math.sin((w * Math.PI) / 4)]),
);
const sentences: PackInfo = {
  ...packOf('words'),
  sampleShape: [1, 6, 2],
  embeddings,
  text: { words, headBias: new Float32Array(words.length) },
};

const vectors = (text: string): number[] =>
  text.split(' ').flatMap((word) => {
    const at = words.indexOf(word);
    return [3 * embeddings[2 * at]!, 3 * embeddings[2 * at + 1]!];
  });

function asked(pack: PackInfo, target: Target, mixture: SweepOf['mixture'] = null): SweepOf {
  const rows = [{ scale: 1, interval: null }];
  return {
    pack,
    mixture,
    target,
    rows,
    guide: pack.guides[0]!,
    scales: [1],
    intervals: [],
    at: 1,
    leftOut: [],
    made: { model: pack.id, guide: 'noisy', target: '', sampler: 'ddpm', steps: 10 },
    settings: usualSweep(pack.id),
  };
}

const client = new Client(
  { onStep() {}, onDone() {}, onBackend() {}, onError() {} },
  () => new FakeNetwork(),
);
const cells = [1, 2].map((seed) => ({ scale: 1, interval: null, seed }));

it('sentences, with what the judge finds of their words', async () => {
  const of = asked(sentences, { kind: 'fill', words: ['the', 'pub', null] });
  const x0 = Float32Array.from([
    ...vectors('START the pub is cheap END'),
    ...vectors('START the cheap cheap END PAD'),
  ]);
  const read = await readBatch(client, { of, cells }, x0, [1.5, 2.5]);
  expect(read.map((each) => each.words?.join(' '))).toEqual(['the pub is cheap', 'the cheap cheap']);
  expect(read.map(({ verdict }) => verdict)).toEqual([
    { accepted: true, nats: 1.5, label: -1 },
    { accepted: false, nats: 2.5, label: -1 },
  ]);
  const [row] = [...withBatch(new Map(), { of, cells }, read).values()];
  expect([...row!.keys()]).toEqual([1, 2]);
});

it('sentences of which nothing was asked are neither accepted nor refused', async () => {
  const of = asked(sentences, { kind: 'slots', values: {} });
  const x0 = Float32Array.from([
    ...vectors('START the pub is cheap END'),
    ...vectors('START END PAD PAD PAD PAD'),
  ]);
  const read = await readBatch(client, { of, cells }, x0, null);
  expect(read.map(({ verdict }) => verdict?.accepted)).toEqual([null, null]);
  expect(read[1]!.words).toEqual([]);
});

it('points', async () => {
  const { mixture } = presetOf('moons')!;
  const { points, labels } = drawPoints(mixture, 2, 3, 0);
  const pack: PackInfo = { ...packOf('plane'), sampleShape: [1, 1, 2] };
  const read = await readBatch(client, { of: asked(pack, classTarget(0), mixture), cells }, points, null);
  expect(read.map(({ verdict }) => verdict?.label)).toEqual([...labels]);
  expect(read.map(({ verdict }) => verdict?.accepted)).toEqual([...labels].map((label) => label === 0));
  const none = await readBatch(
    client,
    { of: asked(pack, { kind: 'length', n: 3 }, mixture), cells },
    points,
    null,
  );
  expect(none.map(({ verdict }) => verdict)).toEqual([null, null]);
});
