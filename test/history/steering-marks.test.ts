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
      { index: 1, t: 989, target: classTarget(3), guidanceScale: null, guide: null },
    ]);
  });

  it('takes a slider that is dragged as one change, the last', () => {
    const scales = [4, 5, 6, 7, 7];
    const steps = scales.map((guidanceScale, index) => someRecord(index, { guidanceScale }));
    expect(steeringMarks(steps)).toEqual([{ index: 3, t: 969, target: null, guidanceScale: 7, guide: null }]);
  });
});
