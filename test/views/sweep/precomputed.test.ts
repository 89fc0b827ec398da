// The way to what came with a model, where something else is asked for: an address that asks for just that.

import { expect, it } from 'vitest';
import { readLink } from '../../../src/address/link';
import { rowKey } from '../../../src/sweep/sampled';
import type { Shipped } from '../../../src/sweep/shipped';
import { sweepAddress } from '../../../src/sweep/sweep-address';
import { patchSweep, setSweep } from '../../../src/sweep/sweep-state';
import { classTarget, type Target } from '../../../src/terms/target';
import { images } from '../../../src/worlds/images/world';
import { words } from '../../../src/worlds/words/world';
import { selectNotShown, shippedHash } from '../../../src/views/sweep/precomputed';
import { stopTheClock, until } from '../../clock';
import { openImages } from '../../store/open-images';

stopTheClock();

const shippedOf = (target: Target, text: string, guide: string): Shipped => {
  const made = { model: 'digits', guide, target: text, sampler: 'ddim', steps: 50 } as const;
  const rows = new Map([[rowKey(made, { scale: 0, interval: null }), new Map()]]);
  return { made, target, rows, scales: [0], seeds: 24, seed: 42, weights: {} };
};

it('asks for what came, and keeps the model and the backend', async () => {
  const target: Target = { kind: 'slots', values: { hair: 'blue' } };
  const shipped = shippedOf(target, 'slots=hair=blue', 'classifier');
  const before = { ...images.fields.defaults, pack: 'faces', guide: 'classifier', seed: 9 };
  const hash = shippedHash('#/sweep?pack=faces&vary=interval', images, before, 'wasm', shipped);
  expect(hash).toMatch(/^#\/sweep\?/);
  const asked = await readLink(hash, '', images.fields);
  expect(asked.settings).toMatchObject({ pack: 'faces', guide: 'classifier', target, seed: 42, steps: 50 });
  expect([asked.settings.sampler, asked.backend, asked.reading.has('vary')]).toEqual(['ddim', 'wasm', false]);
});

it('stays with the words', () => {
  const shipped = shippedOf(
    { kind: 'slots', values: { food: 'Italian' } },
    'slots=food=Italian',
    'classifier',
  );
  const hash = shippedHash('#/sweep?of=words&steps=90', words, words.fields.defaults, 'auto', shipped);
  expect(hash).toMatch(/^#\/sweep\?of=words&/);
  expect(new URLSearchParams(hash.split('?')[1]).get('slots')).toBe('food=Italian');
});

it('is there only where nothing of it is shown', async () => {
  const nudge = openImages({ target: classTarget(0) });
  await until(() => nudge.state().model.backend !== null);
  const { guides } = nudge.state().model.pack!;
  const shipped = shippedOf(classTarget(0), '0', guides[0]!.id);
  expect(selectNotShown(nudge.state())).toBeNull();
  patchSweep(nudge, { shipped });
  expect(sweepAddress.write(nudge.state())).toMatchObject({ target: '0', sampler: 'ddim', steps: '50' });
  expect(selectNotShown(nudge.state())).toBeNull();
  setSweep(nudge, { target: classTarget(1) });
  expect(selectNotShown(nudge.state())).toBe(shipped);
});
