import { describe, expect, it } from 'vitest';
import type { SlotState } from '../../../src/views/run/slot-states';
import { judgedWords, slotStates } from '../../../src/views/run/slot-states';
import { guidanceOf } from '../../../src/terms/step';
import { readTarget } from '../../../src/terms/target-text';
import type { Moment } from '../../../src/views/notes/moment';
import { noteOn } from '../../../src/views/notes/rules';
import { someGuidance, someStep } from '../../history/some-steps';

const slots = [
  { name: 'hair', labels: ['red', 'blue'], captions: ['red hair', 'blue hair'] },
  { name: 'hat', labels: ['no hat', 'hat'] },
];
const target = readTarget({ slots: 'hair=blue,hat=hat' })!;
const beliefs = Float32Array.of(0, 0, 0, 0, 0.05, 0.95, 0.6, 0.4); // of the second lane
const states = (verdict: Parameters<typeof slotStates>[4] = null): readonly SlotState[] =>
  slotStates(slots, target, 1, beliefs, verdict);

interface Facts {
  readonly slots?: readonly SlotState[];
  readonly guidanceScale?: number;
  readonly otherScale?: number;
  readonly finished?: boolean;
  readonly heldOut?: readonly Readonly<Record<string, string>>[];
}

/** Lane 0 is watched: it nudges by 0.01 beside noise of σ = 0.5. */
function note({
  slots: asked = states(),
  guidanceScale = 5,
  otherScale = 0,
  finished = false,
  heldOut = [{ hair: 'blue', hat: 'hat' }],
}: Facts) {
  const of = someStep(3, { target, guidanceScale });
  const step = {
    ...of,
    lanes: [of.lanes[0]!, { ...of.lanes[1]!, guidanceScale: otherScale }],
    transition: { ...of.transition, variance: 0.25 },
    guidance: { ...someGuidance, beliefs },
    meanShift: Float32Array.of(0.01, -0.01, 0, 0),
  };
  expect(guidanceOf(step)).not.toBeNull();
  const moment: Moment = {
    what: 'picture',
    lanes: [0],
    other: 1,
    classes: [],
    hasGuide: true,
    hasJudge: true,
    sampler: 'ddpm',
    fromPicture: false,
    count: 2,
    isPreview: false,
    step,
    before: [],
    finished,
    verdicts: null,
    slots: { states: asked, heldOut },
  };
  const said = noteOn(moment);
  expect(said).not.toBeNull();
  return said!;
}
const judged = (hat: number) =>
  states({ label: 1, probability: 1, others: [{ label: hat, probability: 1 }] });

describe('what a step with slots shows', () => {
  it('takes its own lane’s beliefs, slot by slot', () => {
    expect(states().map(({ asked, belief }) => [asked, [...belief!].map((p) => p.toFixed(2))])).toEqual([
      [1, ['0.05', '0.95']],
      [1, ['0.60', '0.40']],
    ]);
    expect(judged(0).map(judgedWords)).toEqual(['✓ hair blue', '✗ hat no hat, not hat']);
  });

  it('says which slot is decided, and which is not', () => {
    const { head, body } = note({});
    expect(head).toBe('The guide is sure of hair blue, not yet of hat hat.');
    expect(body).toBe(
      'It gives 40 % to hat hat. The nudge is more than fifty times smaller than the noise of this step.',
    );
    expect(note({ slots: states().slice(0, 1) }).head).toBe('The guide is sure of hair blue.');
    expect(note({ guidanceScale: 0, otherScale: 5 }).head).toBe('This one is left alone.');
    expect(note({ guidanceScale: 0 }).head).toBe('At s = 0 nothing is nudged.');
  });

  it('at the end says what the judge does not find, and what was never seen together', () => {
    expect(note({ finished: true, slots: judged(1) }).head).toBe(
      'The judge finds hair blue and hat hat: all that was asked for.',
    );
    const missed = note({ finished: true, slots: judged(0) });
    expect(missed.head).toBe('The judge reads hat no hat, not hat.');
    expect(missed.body).toMatch(/^Hair blue and hat hat were never seen together in training\. The judge/);
    expect(note({ finished: true, slots: judged(0), heldOut: [] }).body).toMatch(/^The judge/);
    expect(note({ finished: true }).head).toBe('Finished.');
  });
});
