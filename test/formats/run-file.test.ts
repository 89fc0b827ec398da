import { expect, it } from 'vitest';
import { stretchesOf } from '../../src/formats/run-file';
import type { Interval } from '../../src/terms/interval';
import { classTarget } from '../../src/terms/target';

it('a run’s file says where its guidance interval changed, and nothing where there is none', () => {
  const step = (guidanceInterval?: Interval) => ({
    sampler: { kind: 'ddpm' } as const,
    lanes: [
      { target: classTarget(3), guidanceScale: 4, seed: 1, ...(guidanceInterval && { guidanceInterval }) },
    ],
  });
  const stretches = stretchesOf([step(), step([200, 600]), step([200, 600]), step([0, 600]), step()]);
  expect(stretches.map(({ at, lanes }) => [at, lanes[0]?.guidanceInterval])).toEqual([
    [0, undefined],
    [1, [200, 600]],
    [3, [0, 600]],
    [4, undefined],
  ]);
});
