import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Slot } from '../../src/terms/pack-info';
import { plainPrompt, promptValues, type Values } from '../../src/terms/prompt-values';
import { readPrompt } from '../../src/terms/prompt-text';

interface Nudge {
  readonly slots: readonly { readonly name: string; readonly captions: Readonly<Record<string, string>> }[];
}
const path = resolve(import.meta.dirname, '../../models/faces/nudge.json');
const nudge: Nudge = JSON.parse(readFileSync(path, 'utf8'));
const slots = nudge.slots.map(({ name, captions }): Slot => ({
  name,
  labels: Object.keys(captions),
  captions: Object.values(captions),
}));
const values = fc
  .record(Object.fromEntries(slots.map(({ name, labels }) => [name, fc.constantFrom(...labels)])), {
    requiredKeys: [],
  })
  .map((made) =>
    Object.fromEntries(
      Object.entries(made).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  );

describe('values and prompts', () => {
  it('reads from a plain prompt the values that it was made of', () => {
    fc.assert(
      fc.property(values, (asked) => {
        expect(promptValues(readPrompt(plainPrompt(asked, slots)), slots)).toEqual(asked);
      }),
      { numRuns: 300 },
    );
  });

  it('reads the same prompt of the same slots once', () => {
    const parts = readPrompt('blue hair');
    expect(promptValues(parts, slots)).toBe(promptValues(parts, slots));
    expect(promptValues(parts, slots)).toEqual({ hair: 'blue' });
    expect(promptValues(parts, [])).toEqual({});
    expect(promptValues(parts, slots)).toEqual({ hair: 'blue' });
  });

  test.each<[string, Values]>([
    [
      'a sad person with long blue hair and dark glasses',
      { mood: 'sad', length: 'long', hair: 'blue', glasses: 'dark glasses' },
    ],
    ['long red hair, no glasses', { length: 'long', hair: 'red', glasses: 'no glasses' }],
    ['Someone without a hat', { hat: 'no hat' }],
    ['a gray shirt', {}],
    ['a brown shirt', {}],
    ['a green shirt on a pink background', { shirt: 'green', ground: 'pink' }],
    ['blue', {}],
    ['blonde', { hair: 'blond' }],
    ['blue hair | a hat:-1 | sad', { hair: 'blue', mood: 'sad' }],
    ['🙂', {}],
    ['', {}],
  ])('reads "%s"', (text, expected) => {
    expect(promptValues(readPrompt(text), slots)).toEqual(expected);
  });
});
