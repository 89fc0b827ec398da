import { describe, expect, it } from 'vitest';
import { steeringMarks } from '../../src/history/steering-marks';
import { someRecord } from './some-steps';
import { classTarget } from '../../src/terms/target';

describe('steeringMarks', () => {
  it('finds none in a run that was left alone', () => {
    expect(steeringMarks([someRecord(0), someRecord(1), someRecord(2)])).toEqual([]);
  });

  it('marks the first step that used the new class', () => {
    const steps = [
      someRecord(0),
      someRecord(1, { target: classTarget(3) }),
      someRecord(2, { target: classTarget(3) }),
    ];
    expect(steeringMarks(steps)).toEqual([
      { index: 1, t: 989, target: classTarget(3), guidanceScale: null, guidanceInterval: null, guide: null },
    ]);
  });

  it('takes a slider that is dragged as one change, the last', () => {
    const scales = [4, 5, 6, 7, 7];
    const steps = scales.map((guidanceScale, index) => someRecord(index, { guidanceScale }));
    expect(steeringMarks(steps)).toEqual([
      { index: 3, t: 969, target: null, guidanceScale: 7, guidanceInterval: null, guide: null },
    ]);
  });

  it('takes the thumbs of an interval that are dragged as one change, and says where it acts at all t again', () => {
    const acts = [null, [0, 900], [0, 800], [0, 700], [0, 700], null] as const;
    const steps = acts.map((guidanceInterval, index) => someRecord(index, { guidanceInterval }));
    const mark = { target: null, guidanceScale: null, guide: null };
    expect(steeringMarks(steps)).toEqual([
      { ...mark, index: 3, t: 969, guidanceInterval: { acts: [0, 700] } },
      { ...mark, index: 5, t: 949, guidanceInterval: { acts: null } },
    ]);
  });

  it('keeps a scale and an interval apart that change one after the other', () => {
    const steps = [
      someRecord(0),
      someRecord(1, { guidanceScale: 2 }),
      someRecord(2, { guidanceScale: 2, guidanceInterval: [5, 9] }),
      someRecord(3, { guidanceScale: 3, guidanceInterval: [5, 8] }),
    ];
    expect(steeringMarks(steps).map(({ index }) => index)).toEqual([1, 2, 3]);
  });
});
