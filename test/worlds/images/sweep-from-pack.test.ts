// What the page takes of a pack for Sweep: of the weights that the list of files names, also where these lie in the pack
// beside it, and nothing where a file was damaged or is of other weights.

import { afterEach, expect, test, vi } from 'vitest';
import type { ModelOrigin } from '../../../src/history/model-origin';
import type { PackInfo } from '../../../src/terms/pack-info';
import { fromPack } from '../../../src/worlds/images/sweep-from-pack';
import { packOf } from '../../store/agree/fake-network';

const base = 'https://nudge.example/models/';
const [net, judge] = ['a'.repeat(64), 'b'.repeat(64)];
const conditional: PackInfo = { ...packOf('conditional'), judgeFolder: '../digits/judge' };
const origin: ModelOrigin = {
  key: 'conditional',
  title: 'Conditional',
  source: { kind: 'url', id: 'conditional', url: `${base}conditional/` },
};
const file = {
  format: 1,
  weights: { 'unet/a.safetensors': net, '../digits/judge/model.safetensors': judge },
  guide: 'words',
  target: 'slots=food=Italian',
  sampler: 'ddpm',
  steps: 20,
  seed: 1,
  seeds: 1,
  rows: [{ scale: 0, accepted: [true], nats: [0.5], sentences: ['Italian food'] }],
};

/** A host with these files, and every other one absent. */
function serve(sweep: string, theirs = judge): void {
  const files: Readonly<Record<string, string>> = {
    'conditional/files.json': JSON.stringify({
      'sweep.json': [sweep.length, net],
      'unet/a.safetensors': [1, net],
    }),
    'conditional/sweep.json': sweep,
    'digits/files.json': JSON.stringify({ 'judge/model.safetensors': [1, theirs] }),
  };
  vi.stubGlobal('fetch', (url: string) => {
    const text = files[new URL(url).href.slice(base.length)];
    return Promise.resolve(text === undefined ? new Response(null, { status: 404 }) : new Response(text));
  });
}

afterEach(() => vi.unstubAllGlobals());

test('a sweep is taken whose judge lies in the pack beside it', async () => {
  serve(JSON.stringify(file));
  const { shipped } = await fromPack(origin, conditional);
  expect(shipped?.made).toMatchObject({ model: 'conditional', target: 'slots=food=Italian' });
  expect([...shipped!.rows.values()].map((row) => [...row])).toEqual([
    [
      [
        1,
        {
          x0: null,
          words: ['Italian', 'food'],
          verdict: { accepted: true, nats: 0.5, label: -1 },
          features: null,
        },
      ],
    ],
  ]);
});

test.each([
  ['of another judge', JSON.stringify(file), net],
  ['of other weights', JSON.stringify(file).replace(net, judge), judge],
  ['that was cut off', JSON.stringify(file).slice(0, -9), judge],
  ['with a sample less than it says', JSON.stringify({ ...file, seeds: 2 }), judge],
])('none is taken %s', async (_, sweep, theirs) => {
  serve(sweep, theirs);
  expect((await fromPack(origin, conditional)).shipped).toBeNull();
});
