import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSteering } from '../../src/terms/read-steering';
import { steeringText, type Steering } from '../../src/terms/steering';
import { intervals } from './intervals';
import { classTarget } from '../../src/terms/target';
import { targets } from './targets';

const item = fc
  .record(
    {
      gap: fc.integer({ min: 1, max: 50 }),
      target: targets,
      guide: fc.constantFrom(null, 'classifier', 'clip-2'),
      guidanceScale: fc.double({ min: 0, max: 16, noNaN: true }).map(Math.abs),
      guidanceInterval: fc.option(intervals),
      seed: fc.maxSafeNat(),
      sampler: fc.constantFrom('ddpm', 'ddim'),
      moves: fc.array(
        fc.record({
          lane: fc.integer({ min: 0, max: 4000 }),
          to: fc.array(
            fc.float({ min: -3, max: 3, noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
            {
              minLength: 1,
              maxLength: 4,
            },
          ),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    },
    { requiredKeys: ['gap'] },
  )
  .filter((made) => Object.keys(made).length > 1);

const steerings = fc.array(item).map((items) => {
  let at = -1;
  return items.map(({ gap, ...rest }): Steering => ({ at: (at += gap), ...rest }));
});

describe('steering as text', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(steerings, (list) => {
        expect(parseSteering(steeringText(list))).toEqual(list);
      }),
      { numRuns: 300 },
    );
  });

  it('is short where a slider was dragged, and needs no escaping in an address', () => {
    const text = steeringText([
      { at: 0, target: classTarget(7), guidanceScale: 4 },
      { at: 12, target: classTarget(3) },
      { at: 40, guidanceScale: 7.5 },
      { at: 41, guidanceScale: 7.6 },
      { at: 50, guidanceInterval: [200, 600] },
      { at: 51, guidanceScale: 2, guidanceInterval: null, sampler: 'ddim' },
      { at: 60, seed: 5, sampler: 'ddim' },
      { at: 61, moves: [{ lane: 7, to: [0.25, -1.5] }] },
    ]);
    expect(text).toBe('0y7s4_12y3_40s7.5_s7.6_50i200-600_s2iddim_60z5ddim_m7*0.25*-1.5');
    expect(new URLSearchParams({ text }).toString()).toBe(`text=${text}`);
  });

  it.each([
    'y3',
    '12',
    '12y',
    '5y1_4y2',
    '5y1_5y2',
    '5y1__6y2',
    '5y1_',
    '0x',
    '0s-1',
    '0m7',
    '0m7*',
    '0m*1',
    '0m7*1*2*3*4*5',
    '0z9999999999999999',
    '0i600-200',
    '0i5',
    '0i-5',
  ])('refuses "%s"', (text) => expect(parseSteering(text)).toBeNull());

  it('reads nothing as no steering', () => expect(parseSteering('')).toEqual([]));
});
