// The fields of a sweep's address, by the one policy for nonsense; and that a link restores what it was written of.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Reading } from '../../src/address/field';
import type { Interval } from '../../src/terms/interval';
import { classTarget } from '../../src/terms/target';
import { sweepAddress } from '../../src/sweep/sweep-address';
import { sweepAsked } from '../../src/sweep/asked';
import { defaultSweep } from '../../src/sweep/sweep';
import { setSweep, sweepOf } from '../../src/sweep/sweep-state';
import { stopTheClock, until } from '../clock';
import { openImages } from '../store/open-images';

stopTheClock();

async function opened() {
  const nudge = openImages({ steps: 10 });
  await until(() => nudge.state().model.backend !== null);
  return nudge;
}

const reading = (texts: Record<string, string>) => new Reading(new Map(Object.entries(texts)));

it('restores what it was written of', async () => {
  const [from, to] = [await opened(), await opened()];
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        scales: fc.option(
          fc
            .uniqueArray(fc.integer({ min: 0, max: 64 }), { minLength: 1, maxLength: 24 })
            .map((list) => list.toSorted((a, b) => a - b).map((each) => each / 4)),
        ),
        vary: fc.constantFrom('scale' as const, 'interval' as const),
        intervals: fc.option(
          fc.uniqueArray(
            fc.option(
              fc.tuple(fc.nat(999), fc.nat(999)).map(([a, b]): Interval => [Math.min(a, b), Math.max(a, b)]),
            ),
            { minLength: 1, maxLength: 24, selector: (each) => each?.join() ?? 'all' },
          ),
        ),
        at: fc.option(fc.integer({ min: 0, max: 64 }).map((each) => each / 4)),
        seeds: fc.integer({ min: 1, max: 1_000_000 }),
        seed: fc.nat(),
        sampler: fc.constantFrom('ddim' as const, 'ddpm' as const),
        steps: fc.integer({ min: 10, max: 1000 }),
      }),
      async (settings) => {
        setSweep(from, settings);
        const read = reading({ ...sweepAddress.write(from.state()) });
        sweepAddress.read(to, read);
        expect(read.refused).toEqual([]);
        expect(sweepOf(to.state()).settings).toEqual({ ...defaultSweep, ...settings });
        await Promise.resolve();
      },
    ),
  );
});

it.each([
  ['scales', '0_x'],
  ['scales', ''],
  ['scales', '-1_2'],
  ['scales', Array.from({ length: 25 }, (_, i) => i).join('_')],
  ['vary', 'class'],
  ['intervals', '600-200'],
  ['intervals', 'all_x'],
  ['intervals', ''],
  ['at', '-1'],
  ['at', ''],
  ['seeds', '0'],
  ['seeds', '1.5'],
  ['seeds', '1000001'],
  ['seed', '-1'],
  ['steps', '5'],
  ['sampler', 'euler'],
])('names %s=%s, which makes no sense, and has its default', async (name, text) => {
  const nudge = await opened();
  const read = reading({ [name]: text });
  sweepAddress.read(nudge, read);
  expect(read.refused).toEqual([[name, text]]);
  expect(sweepOf(nudge.state()).settings).toEqual(defaultSweep);
});

it('says the target of the sweep, and reads it as that of Denoise', async () => {
  const nudge = await opened();
  setSweep(nudge, { target: classTarget(0) });
  expect(sweepAddress.write(nudge.state())['target']).toBe('0');
  sweepAddress.read(nudge, reading({ target: '0' }));
  expect(sweepAsked(nudge.state())?.target).toEqual(classTarget(1)); // Denoise's, until the address has set it
});

it('leaves out scales that are none of this guide’s', async () => {
  const nudge = await opened();
  setSweep(nudge, { scales: [0, 4, 17, 99] });
  expect(sweepAsked(nudge.state())).toMatchObject({ scales: [0, 4], leftOut: [17, 99] });
  setSweep(nudge, { scales: [99] });
  expect(sweepAsked(nudge.state())?.scales).toEqual([0, 1, 2, 4, 8, 16]);
});

it('varies the interval at one s, each once, and all of t by one name', async () => {
  const nudge = await opened();
  setSweep(nudge, { vary: 'interval', at: 8, intervals: [[0, 999], [200, 700], null, [200, 5000]] });
  expect(sweepAsked(nudge.state())).toMatchObject({
    rows: [
      { scale: 8, interval: null },
      { scale: 8, interval: [200, 700] },
      { scale: 8, interval: [200, 5000] },
    ],
    leftOut: [],
  });
  setSweep(nudge, { at: 99, intervals: null });
  const { rows } = sweepAsked(nudge.state())!;
  expect(rows.map(({ scale }) => scale)).toEqual([2, 2, 2, 2, 2, 2]); // the guide's own
  expect(rows.map(({ interval }) => interval?.join('-') ?? 'all')).toEqual(
    ['all', '0-749', '250-999', '250-749', '0-499', '500-999'], // prettier-ignore
  );
});
