// What the Plane says of its measures: whose they are, and what their curve shows; and that they go with it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ofText, tradeOffText } from '../../../src/views/plane/panels/measures-panel';
import {
  areOf,
  curveKey,
  SHIPPED,
  trainedOf,
  type MeasuredOf,
} from '../../../src/views/plane/panels/use-measures';
import type { State } from '../../../src/history/state';
import type { Measure } from '../../../src/worlds/plane/measures';
import { defaultPlaneSettings, withPlane } from '../../../src/worlds/plane/settings';
import { plane as world } from '../../../src/worlds/plane/world';
import { planeState } from '../../../src/worlds/plane/state';
import type { TrainingState } from '../../../src/worlds/plane/training';
import { newStore } from '../../store/open-images';

const measure = (accuracy: number, ratio: number): Measure => ({
  accuracy,
  distance: 0.1,
  floor: 0.05,
  spread: ratio,
  trueSpread: 1,
  sharpened: null,
});

describe('the trade-off over s', () => {
  it('says that points stand closer together only where their spread falls', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        (a, b) => {
          const text = tradeOffText([
            [0, measure(0.5, a)],
            [8, measure(0.9, b)],
          ]);
          expect(text.includes('closer together')).toBe(b < a);
          expect(text).toContain(`${a.toFixed(2)} and then ${b.toFixed(2)}`);
          expect(text).toContain('50 % of the class asked for become 90 %');
        },
      ),
    );
  });

  it('says nothing of one scale', () => {
    expect(tradeOffText([[2, measure(0.9, 1)]])).toContain('every finished run adds its scale');
  });
});

const training: TrainingState = {
  status: 'shipped',
  step: 0,
  mostSteps: 4000,
  lossByT: new Float32Array(),
  seconds: 0,
  denoiser: { raw: [], smoothed: [], every: 1 },
  classifier: null,
  note: null,
  previewing: false,
  preview: null,
};

/** The state of a plane whose settings and training are these. */
function stateWith(
  changes: Parameters<typeof withPlane>[1],
  now: Partial<TrainingState> = {},
  more = {},
): State {
  const { store } = newStore({ world });
  const settings = { ...withPlane(defaultPlaneSettings, changes), ...more };
  const state = store.getState();
  const [path] = state.history.paths;
  return {
    ...state,
    history: { ...state.history, paths: [{ ...path!, settings }] },
    own: { ...planeState(state), training: { ...training, ...now } },
  };
}

const of = (state: State): MeasuredOf => ({
  key: curveKey(state.history.paths[0]!.settings),
  trained: trainedOf(state),
  guidanceScale: 2,
  guidanceInterval: null,
  target: 0,
  points: 2000,
});

describe('measures', () => {
  const moons = stateWith({ distribution: 'moons' });

  it('are shown for the distribution that they were computed from, and no other', () => {
    expect(areOf(of(moons), moons)).toBe(true);
    expect(areOf(of(moons), stateWith({ distribution: 'spirals' }))).toBe(false);
    expect(areOf(of(moons), stateWith({}, {}, { steps: 7 }))).toBe(false);
    expect(areOf(of(moons), stateWith({}, {}, { guidanceScale: 9 }))).toBe(true);
    expect(areOf(of(moons), stateWith({}, {}, { guidanceInterval: [0, 500] }))).toBe(false);
    expect(areOf(null, moons)).toBe(false);
  });

  it('go when the networks are others', () => {
    expect(of(moons).trained).toBe(SHIPPED);
    const untrained = stateWith({}, { status: 'untrained' });
    const trained = stateWith({}, { status: 'paused', step: 900 });
    const going = stateWith({}, { status: 'training', step: 1000, previewing: true });
    expect(areOf(of(moons), untrained)).toBe(false);
    expect(areOf(of(trained), untrained)).toBe(false);
    expect(areOf(of(trained), going)).toBe(true);
    expect(areOf(of(moons), going)).toBe(false);
  });

  it('say what they are of', () => {
    expect(ofText({ of: of(moons) }, ['A', 'B'])).toBe(
      'Of 2,000 finished points at s = 2, toward A, with the networks that come with Nudge.',
    );
    expect(ofText({ of: { ...of(moons), guidanceInterval: [200, 600] } }, ['A', 'B'])).toContain(
      'at s = 2 in t = 200 to 600, toward A',
    );
    expect(ofText({ of: null }, [])).toContain('Not measured yet');
  });
});
