import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, comparedWith, firstFocus } from '../../src/history/arrangement';
import type { Layout } from '../../src/history/layout';
import type { Settings } from '../../src/history/settings';
import { usualScale, type PackInfo } from '../../src/terms/pack-info';
import { pair, pictureLayouts } from '../../src/worlds/images/layouts';
import { defaultSettings } from '../../src/worlds/images/settings';
import { POINTS, pointLayouts, severalScales } from '../../src/worlds/plane/layouts';
import { classGuide } from '../worker/class-guide';
import { linearConfig } from '../diffusion/config';

const pack: PackInfo = {
  id: 'two',
  title: 'Two',
  sampleShape: [1, 1, 1],
  scheduler: linearConfig,
  guides: [classGuide(['up', 'down'])],
  hasJudge: false,
  defaultSteps: 100,
  parameters: 1,
};
const alone: PackInfo = { ...pack, guides: [] };

const of = (layout: Layout, more: Partial<Settings> = {}, info = pack) =>
  arrange({ ...defaultSettings, layout, ...more }, info);

const layout: fc.Arbitrary<Layout> = fc.constantFrom(...pictureLayouts, ...pointLayouts);
const settings: fc.Arbitrary<Settings> = fc
  .record({ layout, seed: fc.maxSafeNat(), twins: fc.boolean(), marked: fc.nat(POINTS - 1) })
  .map((some) => ({ ...defaultSettings, ...some }));

describe('an arrangement', () => {
  it('has scales × seeds cells, row by row, and their twins behind them', () => {
    fc.assert(
      fc.property(settings, (each) => {
        const { lanes, places, scales, seeds, twinOf } = arrange(each, pack);
        const cells = scales.length * seeds;
        expect(places.slice(0, cells).map(({ cell }) => cell)).toEqual([...Array(cells).keys()]);
        expect(places.slice(cells).every(({ isTwin }) => isTwin)).toBe(true);
        for (let cell = 0; cell < cells; cell++) {
          expect(lanes[cell]!.guidanceScale).toBe(scales[Math.floor(cell / seeds)]);
          expect(lanes[cell]!.seed).toBe(lanes[cell % seeds]!.seed);
          const twin = twinOf(cell);
          if (twin === null) continue;
          expect(places[twin]).toEqual({ cell, isTwin: true });
          expect(lanes[twin]).toEqual({ ...lanes[cell], guidanceScale: 0 });
        }
        expect(places.every(({ cell, isTwin }, lane) => !isTwin || twinOf(cell) === lane)).toBe(true);
        expect(lanes.every(({ seed }) => Number.isSafeInteger(seed))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is worked out once', () => {
    const lanes = arrange(defaultSettings, pack).lanes;
    expect(arrange(defaultSettings, pack).lanes).toBe(lanes);
  });

  it('has a twin where the layout says so', () => {
    const [, nine, , scales] = pictureLayouts;
    expect(of(pair).lanes).toHaveLength(2);
    expect(of(nine!).lanes).toHaveLength(9);
    expect(of(nine!, { twins: true }).lanes).toHaveLength(18);
    expect(of(scales!, { twins: true }).lanes).toHaveLength(usualScale.row.length);
    const points = of(pointLayouts[0]!, { marked: 7 });
    expect(points.lanes).toHaveLength(POINTS + 1);
    expect(points.twinOf(7)).toBe(POINTS);
    expect(points.twinOf(8)).toBeNull();
    expect(of(pointLayouts[0]!, { twins: true }).lanes).toHaveLength(2 * POINTS);
  });

  it('of a pack without a guide has no scales and no twins', () => {
    fc.assert(
      fc.property(settings, (each) => {
        const { lanes, scales, places } = arrange(each, alone);
        expect(scales).toEqual([0]);
        expect(lanes.every(({ guidanceScale }) => guidanceScale === 0)).toBe(true);
        expect(places.some(({ isTwin }) => isTwin)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it('gives every lane the interval in which s acts, and where there is none says nothing', () => {
    const acts = [200, 600] as const;
    for (const each of pictureLayouts) {
      const { lanes } = of(each, { guidanceInterval: acts });
      expect(lanes.map(({ guidanceInterval }) => guidanceInterval)).toEqual(lanes.map(() => acts));
      expect(of(each).lanes.some((lane) => 'guidanceInterval' in lane)).toBe(false);
    }
    expect(arrange({ ...defaultSettings, guidanceInterval: acts }, alone).lanes).toEqual([
      { target: defaultSettings.target, guidanceScale: 0, seed: defaultSettings.seed },
    ]);
  });

  it('takes the scales of the guide that steers', () => {
    const guides = [classGuide(['up', 'down']), { ...classGuide(['up', 'down']), id: 'other' }];
    const row = [0, 3, 9];
    const two = { ...pack, guides: [guides[0]!, { ...guides[1]!, scale: { ...usualScale, row } }] };
    const { lanes } = of(pictureLayouts[3]!, { guide: 'other' }, two);
    expect(lanes.map(({ guidanceScale }) => guidanceScale)).toEqual(row);
    expect(lanes.every(({ guide }) => guide === 'other')).toBe(true);
    expect(of(pair).lanes.every((lane) => !('guide' in lane))).toBe(true);
  });
});

describe('a row for each guide', () => {
  const [classes, other] = [classGuide(['up', 'down']), { ...classGuide(['up', 'down']), id: 'other' }];
  const two = { ...pack, guides: [classes, { ...other, scale: { ...usualScale, default: 9 } }] };
  const guides = pictureLayouts.find(({ id }) => id === 'guides')!;

  it('has its own scale, the chosen one the scale that is set, and the last is not guided', () => {
    const found = of(guides, { guide: 'other', guidanceScale: 2 }, two);
    expect(found.lanes.map(({ guide, guidanceScale }) => [guide, guidanceScale])).toEqual([
      ['classifier', usualScale.default],
      ['other', 2],
      ['other', 0],
    ]);
    expect(found.guides?.map((each) => each?.id)).toEqual(['classifier', 'other', undefined]);
    expect(new Set(found.lanes.map(({ seed }) => seed)).size).toBe(1);
    expect([0, 1, 2].map((lane) => comparedWith(found, lane))).toEqual([2, 2, null]);
    expect(firstFocus({ ...defaultSettings, layout: guides, guide: 'other' }, two)).toBe(1);
  });

  it('is one row where there is one guide', () => {
    expect(of(guides).lanes).toHaveLength(1);
    expect(of(guides).guides).toBeUndefined();
  });
});

describe('the lane to compare with', () => {
  it('is the twin, also at s = 0, and of the twin its guided lane', () => {
    for (const guidanceScale of [4, 0]) {
      expect(comparedWith(of(pair, { guidanceScale }), 0)).toBe(1);
      expect(comparedWith(of(pair, { guidanceScale }), 1)).toBe(0);
    }
    const grid = of(pictureLayouts[1]!, { twins: true });
    expect(comparedWith(grid, 3)).toBe(12);
    expect(comparedWith(grid, 12)).toBe(3);
  });

  it('is the one at s = 0 in a row of scales, on the same noise; none for that one itself, and in a bare grid', () => {
    const scales = of(pictureLayouts[3]!);
    expect(comparedWith(scales, 2)).toBe(0);
    expect(comparedWith(scales, 0)).toBeNull();
    const points = of(severalScales);
    expect(comparedWith(points, 2 * points.seeds + 5)).toBe(5);
    expect(comparedWith(of(pictureLayouts[1]!), 4)).toBeNull();
  });

  it('is in focus beside the middle of a row, and the first cell elsewhere', () => {
    const focus = (each: Layout) => firstFocus({ ...defaultSettings, layout: each }, pack);
    expect([pair, ...pictureLayouts, severalScales].map(focus)).toEqual([0, 0, 0, 0, 3, 0, 0]);
  });
});
