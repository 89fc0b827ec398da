// Steps of a made-up run for tests of what is drawn from them: two lanes of two pixels.

import { recordOf, type StepRecord } from '../../src/history/step-record';
import type { Lane } from '../../src/terms/lane';
import type { Step } from '../../src/terms/step';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { defaultSettings } from '../../src/worlds/images/settings';
import type { Guidance } from '../../src/terms/networks';

export const someGuidance: Guidance = {
  value: Float32Array.of(-1, -2),
  gradient: Float32Array.of(3, -4, 0, 0),
  beliefs: null,
};

export function someStep(index: number, lane: Partial<Lane> = {}, more: Partial<Step> = {}): Step {
  const guided: Lane = { target: classTarget(7), guidanceScale: 4, seed: 1, ...lane };
  const zeros = () => new Float32Array(4);
  const predX0 = zeros();
  return {
    transition: {
      index,
      t: 999 - 10 * index,
      prevT: 989 - 10 * index,
      beta: 0.1,
      alphaCumprod: 0.5,
      alphaCumprodPrev: 0.55,
      variance: 0.09,
    },
    lanes: [guided, { ...guided, guidanceScale: 0 }],
    rule: meanShift,
    xt: zeros(),
    before: null,
    modelOutput: zeros(),
    guidance: someGuidance,
    updates: [],
    eps: zeros(),
    predX0,
    guidedPredX0: predX0,
    mean: zeros(),
    meanShift: Float32Array.of(0.3, -0.4, 0, 0),
    noise: zeros(),
    xPrev: zeros(),
    ...more,
  };
}

/** The same as the history keeps it. */
export function someRecord(index: number, lane: Partial<Lane> = {}, more: Partial<Step> = {}): StepRecord {
  return recordOf(someStep(index, lane, more), index, defaultSettings);
}
