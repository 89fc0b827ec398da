import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters } from '../../../src/views/run/mark-clusters';

const ROOM = 600;
const marks = fc
  .array(fc.record({ at: fc.nat(ROOM), width: fc.integer({ min: 20, max: 120 }) }), { maxLength: 60 })
  .map((all) => all.toSorted((a, b) => a.at - b.at).map((each, mark) => ({ ...each, mark })));

describe('marks on the timeline', () => {
  it('never hide one another, end within the room, and none is lost', () => {
    fc.assert(
      fc.property(marks, (placed) => {
        const found = clusters(placed, ROOM, () => 90);
        expect(found.flatMap((each) => each.marks)).toEqual(placed.map(({ mark }) => mark));
        found.forEach(({ at, width }, i) => {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at + width).toBeLessThanOrEqual(ROOM);
          expect(at).toBeGreaterThanOrEqual(i === 0 ? 0 : found[i - 1]!.at + found[i - 1]!.width);
        });
      }),
    );
  });

  it('stay where they are as long as there is room', () => {
    const placed = [0, 200, 400].map((at, mark) => ({ at, width: 60, mark }));
    expect(clusters(placed, ROOM, () => 90).map(({ at }) => at)).toEqual([0, 200, 400]);
  });

  it('are one where they would overlap', () => {
    const placed = [100, 130, 400].map((at, mark) => ({ at, width: 60, mark }));
    expect(clusters(placed, ROOM, () => 90).map(({ marks: all }) => all)).toEqual([[0, 1], [2]]);
  });
});
