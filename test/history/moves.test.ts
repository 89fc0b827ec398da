// Samples that were put elsewhere by hand: what is told of them puts them there again, to the last digit.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movesBetween, withMoved, withMoves, withMovesAmong } from '../../src/history/moves';

const number = fc.float({ noNaN: true, noDefaultInfinity: true, min: -8, max: 8 });
const clouds = fc
  .record({ size: fc.integer({ min: 1, max: 4 }), lanes: fc.integer({ min: 1, max: 5 }) })
  .chain(({ size, lanes }) => {
    const samples = fc
      .array(number, { minLength: size * lanes, maxLength: size * lanes })
      .map((values) => Float32Array.from(values, (value) => value || 0)); // no -0, which === cannot tell
    const stays = fc.array(fc.boolean(), { minLength: lanes, maxLength: lanes });
    return fc.record({ size: fc.constant(size), before: samples, other: samples, stays });
  });

describe('the moves between samples', () => {
  it('are of those lanes alone that differ, and put them there again exactly', () => {
    fc.assert(
      fc.property(clouds, ({ size, before, other, stays }) => {
        const after = before.map((value, i) => (stays[Math.floor(i / size)] ? value : other[i]!));
        const kept = before.slice();
        const moves = movesBetween(before, after, size);
        const differs = stays.flatMap((_, lane) => {
          const own = (all: Float32Array) => [...all.subarray(lane * size, (lane + 1) * size)].join();
          return own(before) === own(after) ? [] : lane;
        });
        expect(moves.map(({ lane }) => lane)).toEqual(differs);
        expect(withMoves(before, moves)).toEqual(after);
        expect(before).toEqual(kept);
      }),
    );
  });

  it('are told in the shortest number that is the same one', () => {
    const [move] = movesBetween(Float32Array.of(0, 0), Float32Array.of(0.1, 1.2345678), 2);
    expect(move).toEqual({ lane: 0, to: [0.1, 1.2345678] });
  });

  it('are none of samples that cannot be dragged, nor of another number of them', () => {
    expect(movesBetween(new Float32Array(5), new Float32Array(5).fill(1), 5)).toEqual([]);
    expect(movesBetween(new Float32Array(4), new Float32Array(4).fill(1), 4)).toHaveLength(1);
    expect(movesBetween(new Float32Array(2), new Float32Array(4).fill(1), 2)).toEqual([]);
  });

  it('of lanes that are not there are left out', () => {
    const moves = [
      { lane: 1, to: [5, 6] },
      { lane: 2, to: [7, 8] },
    ];
    expect(withMoves(new Float32Array(4), moves)).toEqual(Float32Array.of(0, 0, 5, 6));
  });
});

describe('the moves of a path', () => {
  const at = (step: number, lane: number, x: number) => ({ at: step, lane, to: [x] });

  it('are of each lane the newest at a step, and none of later steps', () => {
    const known = [at(1, 0, 1), at(4, 0, 2), at(4, 1, 3), at(6, 0, 4)];
    expect(withMoved(known, 4, [{ lane: 1, to: [9] }])).toEqual([at(1, 0, 1), at(4, 0, 2), at(4, 1, 9)]);
    expect(withMoved([], 2, [])).toEqual([]);
  });

  it('stand among the steerings in the order of the steps, beside what else changes there', () => {
    const steerings = [
      { at: 5, guidanceScale: 2 },
      { at: 7, seed: 3 },
    ];
    expect(withMovesAmong(steerings, [at(2, 0, 1), at(5, 1, 2), at(5, 0, 3)])).toEqual([
      { at: 2, moves: [{ lane: 0, to: [1] }] },
      {
        at: 5,
        guidanceScale: 2,
        moves: [
          { lane: 1, to: [2] },
          { lane: 0, to: [3] },
        ],
      },
      { at: 7, seed: 3 },
    ]);
  });
});
