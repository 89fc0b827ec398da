import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../src/views/denoise/asking/slot-verdict';
import { judgedWords, slotStates, type SlotState } from '../../../src/views/run/slot-states';
import { guidanceOf } from '../../../src/terms/step';
import { readTarget } from '../../../src/terms/target-text';
import type { Moment } from '../../../src/views/notes/moment';
import { noteOn } from '../../../src/views/notes/rules';
import type { StepRecord } from '../../../src/history/step-record';
import { someGuidance, someRecord, someStep } from '../../history/some-steps';

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
  readonly before?: readonly StepRecord[];
  readonly cleanOnNoise?: boolean;
  readonly signal?: number;
  readonly gradient?: Float32Array<ArrayBuffer>;
}

/** Lane 0 is watched: it nudges by 0.01 beside noise of σ = 0.5. */
function note({
  slots: asked = states(),
  guidanceScale = 5,
  otherScale = 0,
  finished = false,
  heldOut = [{ hair: 'blue', hat: 'hat' }],
  before = [],
  cleanOnNoise = false,
  signal = 0.5,
  gradient = someGuidance.gradient,
}: Facts) {
  const of = someStep(3, { target, guidanceScale });
  const step = {
    ...of,
    lanes: [of.lanes[0]!, { ...of.lanes[1]!, guidanceScale: otherScale }],
    transition: { ...of.transition, variance: 0.25, alphaCumprod: signal },
    guidance: { ...someGuidance, beliefs, gradient },
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
    before,
    finished,
    verdicts: null,
    slots: { states: asked, heldOut, cleanOnNoise },
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
    expect(judged(0).map(judgedWords)).toEqual(['✓ hair blue', '✗ no hat, not hat']);
  });

  it('says which slot is decided, and which is not', () => {
    const { head, body } = note({});
    expect(head).toBe('The guide is sure of hair blue, not yet of hat.');
    expect(body).toBe(
      'It gives 40 % to hat. The nudge is more than fifty times smaller than the noise of this step.',
    );
    expect(note({ slots: states().slice(0, 1) }).head).toBe('The guide is sure of hair blue.');
    expect(note({ guidanceScale: 0, otherScale: 5 }).head).toBe('This one is left alone.');
    expect(note({ guidanceScale: 0 }).head).toBe('At s = 0 nothing is nudged.');
  });

  it('says that nothing is asked for, and where the words lead, by whether the guide leans', () => {
    const free = states().map((slot) => ({ ...slot, asked: -1 }));
    expect(note({ slots: free }).head).toBe('The guide leans where the words lead.');
    const gradient = new Float32Array(someGuidance.gradient.length);
    expect(note({ slots: free, gradient }).head).toBe('Nothing is asked for, so nothing is nudged.');
  });

  it('at the end says what the judge does not find, and what was never seen together', () => {
    expect(note({ finished: true, slots: judged(1) }).head).toBe(
      'The judge finds hair blue and hat: all that was asked for.',
    );
    const missed = note({ finished: true, slots: judged(0) });
    expect(missed.head).toBe('The judge reads no hat, not hat.');
    expect(missed.body).toMatch(/^Hair blue and hat were never seen together in training\. The judge/);
    expect(note({ finished: true, slots: judged(0), heldOut: [] }).body).toMatch(/^The judge/);
    expect(note({ finished: true }).head).toBe('Finished.');
  });

  it('says since when a slot has been decided, and nothing of one that was lost between', () => {
    const sure = Float32Array.of(0.05, 0.95, 0.6, 0.4, 0, 0, 0, 0); // of the first lane
    const open = Float32Array.of(0.5, 0.5, 0.6, 0.4, 0, 0, 0, 0);
    const past = (all: readonly Float32Array<ArrayBuffer>[]) =>
      all.map((each, i) => someRecord(i, { target }, { guidance: { ...someGuidance, beliefs: each } }));
    expect(note({ before: past([open, sure, sure]) }).body).toContain(
      'The guide has been sure since t = 989 of hair blue.',
    );
    expect(note({ before: past([sure, open]) }).body).not.toContain('has been sure');
    const met = note({ finished: true, slots: judged(1), before: past([sure, sure]) });
    expect(met.body).toMatch(/^The guide has been sure since t = 999 of hair blue\. The judge never guides/);
  });

  it('says that the clean CLIP pushes on noise where its own belief shows it', () => {
    const { head, body } = note({ cleanOnNoise: true, signal: 0.02 });
    expect(head).toBe('The clean CLIP pushes on noise.');
    expect(body).toMatch(
      /^It has never seen any, and gives 95 % to hair blue where 98 % of the variance is noise\./,
    );
    expect(note({ cleanOnNoise: true, signal: 0.5 }).head).not.toContain('noise');
    expect(note({ signal: 0.02 }).head).not.toContain('noise');
    expect(note({ cleanOnNoise: true, signal: 0.02, slots: states().slice(1) }).head).not.toContain('noise');
  });
});

it('a verdict on attributes has room in two lines: what is wrong, and how many are right', () => {
  const of = (asked: number, read: number, name = 'hair'): SlotState => ({
    name,
    labels: ['red', 'blue'],
    asked,
    belief: null,
    judged: read,
  });
  expect(verdictOf([of(1, 1), of(0, 1)], 30)).toBe('✓ blue ✗ blue, not red');
  expect(verdictOf([of(1, 1), of(0, 1)], 19)).toBe('✓ 1 of 2, ✗ hair');
  const many = ['hair', 'length', 'glasses', 'shirt', 'ground'].map((name, i) => of(0, i % 2, name));
  expect(verdictOf(many, 30)).toBe('✓ 3 of 5, ✗ length, shirt');
  expect(
    verdictOf(
      many.slice(0, 3).map((slot) => ({ ...slot, judged: 0 })),
      12,
    ),
  ).toBe('✓ 3 of 3');
  expect(
    verdictOf(
      many.map((slot) => ({ ...slot, judged: 1 })),
      30,
    ),
  ).toBe('✓ 0 of 5, ✗ hair, length …');
  expect(
    verdictOf(
      many.map((slot) => ({ ...slot, asked: -1 })),
      30,
    ),
  ).toBe('hair red; length blue …');
});
