// What a sweep that is shipped is made of: the same seeds of every scale, of one target and one chain, and the weights
// that had a part in it.

import { expect, it } from 'vitest';
import { notingWeights, weightsOfGuide } from '../../src/cli/noted-weights';
import { sampledRows, type SamplesFile } from '../../src/cli/sampled-rows';

const base64 = (...values: number[]): string =>
  Buffer.from(Float32Array.from(values).buffer).toString('base64');
const about = { sampler: { kind: 'ddim' }, steps: 50, guide: 'classifier' } as const;

it('has of each scale the seeds that all have, from several files too', () => {
  const files: SamplesFile[] = [
    { ...about, scale: 4, targets: [7, 7, 7], seeds: [3, 4, 5], samples: base64(0.3, 0.4, 0.5) },
    { ...about, scale: 0, targets: [7], seeds: [4], samples: base64(-0.4) },
    { ...about, scale: 0, targets: [7], seeds: [3], samples: base64(-0.3) },
  ];
  const found = sampledRows(files, [1, 1, 1]);
  expect(found).toMatchObject({ target: '7', guide: 'classifier', sampler: 'ddim', seed: 3, seeds: 2 });
  expect(found.rows.map(({ scale, pictures }) => [scale, pictures.map((each) => [...each])])).toEqual([
    [0, [[Math.fround(-0.3)], [Math.fround(-0.4)]]],
    [4, [[Math.fround(0.3)], [Math.fround(0.4)]]],
  ]);
});

it('has sentences with what the judge says of them', () => {
  const sentence = (seed: number) => ({
    target: 'slots=food=Italian',
    seed,
    words: ['Italian'],
    nats: seed / 10,
  });
  const { rows, ...made } = sampledRows(
    [{ ...about, scale: 1, sentences: [sentence(8), sentence(9)] }],
    [1, 40, 16],
  );
  expect(made).toMatchObject({ target: 'slots=food=Italian', seed: 8, seeds: 2 });
  expect(rows).toEqual([{ scale: 1, pictures: [], sentences: [sentence(8), sentence(9)] }]);
});

it('is of one target and one guide alone', () => {
  const one: SamplesFile = { ...about, scale: 0, targets: [7], seeds: [3], samples: base64(0) };
  expect(() => sampledRows([one, { ...one, targets: [3] }], [1, 1, 1])).toThrow(
    'target: expected one, got 7, 3.',
  );
  expect(() => sampledRows([one, { ...one, guide: 'clip' }], [1, 1, 1])).toThrow(
    'guide: expected one, got classifier, clip.',
  );
  expect(() => sampledRows([], [1, 1, 1])).toThrow('expected one, got none');
});

it('notes the weights that are read, and leaves out those of other guides', async () => {
  const read = (path: string) => Promise.resolve(path === 'absent' ? null : new TextEncoder().encode(path));
  const { files, weights } = notingWeights({ id: 'some', size: () => Promise.resolve(1), read });
  const paths = [
    'unet/a.safetensors',
    'clip/b.safetensors',
    '../digits/classifier/c.safetensors',
    'unet/config.json',
  ];
  for (const path of [...paths, 'absent']) await files.read(path, 100);
  const guides = [
    { id: 'clip', path: 'clip' },
    { id: 'on-x0', path: 'clip' },
    { id: 'classifier', path: '../digits/classifier' },
    { id: 'classifier-free', path: 'classifier-free' },
  ];
  const of = (guide: string | null) => Object.keys(weightsOfGuide(weights, guides, guide));
  expect(of('classifier-free')).toEqual(['unet/a.safetensors']);
  expect(of('classifier')).toEqual(['../digits/classifier/c.safetensors', 'unet/a.safetensors']);
  expect(of('on-x0')).toEqual(['clip/b.safetensors', 'unet/a.safetensors']);
  expect(weights.get('unet/a.safetensors')).toMatch(/^[0-9a-f]{64}$/);
  expect(weights.get('unet/a.safetensors')).not.toBe(weights.get('clip/b.safetensors'));
});
