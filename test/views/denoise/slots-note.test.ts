import { describe, expect, it } from 'vitest';
import type { SlotState } from '../../../src/views/run/slot-states';
import { judgedWords, slotStates } from '../../../src/views/run/slot-states';
import { slotsNote, type SlotsNoteFacts } from '../../../src/views/denoise/mathematics/slots-note';
import { readTarget } from '../../../src/terms/target-text';

const slots = [
  { name: 'hair', labels: ['red', 'blue'], captions: ['red hair', 'blue hair'] },
  { name: 'hat', labels: ['no hat', 'hat'] },
];
const target = readTarget({ slots: 'hair=blue,hat=hat' })!;
const beliefs = Float32Array.of(0, 0, 0, 0, 0.05, 0.95, 0.6, 0.4); // of the second lane
const states = (verdict: Parameters<typeof slotStates>[4] = null): readonly SlotState[] =>
  slotStates(slots, target, 1, beliefs, verdict);
const note = (facts: Partial<SlotsNoteFacts>) =>
  slotsNote({
    slots: states(),
    guidanceScale: 5,
    leftAlone: false,
    nudge: 0.01,
    sigma: 0.5,
    finished: false,
    heldOut: [{ hair: 'blue', hat: 'hat' }],
    ...facts,
  });
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
    expect(body).toBe('It gives 40 % to hat hat. The nudge is fifty times smaller than the noise.');
    expect(note({ slots: states().slice(0, 1) }).head).toBe('The guide is sure of hair blue.');
    expect(note({ leftAlone: true }).head).toBe('This one is left alone.');
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
