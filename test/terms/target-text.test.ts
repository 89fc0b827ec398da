import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameTarget, type Target } from '../../src/terms/target';
import { readSteered } from '../../src/terms/read-steered';
import {
  readTarget,
  steeredText,
  targetText,
  targetTexts,
  type TargetTexts,
} from '../../src/terms/target-text';
import { targets } from './targets';

describe('a target as text', () => {
  it('reads back from the fields of an address', () => {
    fc.assert(
      fc.property(targets, (target) => {
        expect(readTarget(targetTexts(target))).toEqual(target);
      }),
      { numRuns: 500 },
    );
  });

  it('reads back from an item of a list of steerings, which has no "_" and one pair of brackets', () => {
    fc.assert(
      fc.property(targets, (target) => {
        const text = steeredText(target);
        expect(text).toMatch(/^(y\d+|\([^()_]*\))$/su);
        expect(readSteered(text)).toEqual(target);
      }),
      { numRuns: 500 },
    );
  });

  it('reads as people would write it', () => {
    const all: Target = {
      kind: 'all',
      of: [
        { kind: 'slots', values: { food: 'Italian', area: 'city centre' } },
        { kind: 'length', n: 15 },
        { kind: 'fill', words: ['The', null, 'is', 'near', null] },
      ],
    };
    expect(targetText(all)).toBe('slots=food=Italian,area=city centre;length=15;fill=The _ is near _');
    expect(readTarget({ prompt: ' blue hair : 2| glasses:-1 |old ' })).toEqual({
      kind: 'prompt',
      parts: [
        { text: 'blue hair', weight: 2 },
        { text: 'glasses', weight: -1 },
        { text: 'old', weight: 1 },
      ],
    });
    expect(readTarget({ slots: 'hair=blue, mood=any' })).toEqual({ kind: 'slots', values: { hair: 'blue' } });
  });

  it('encodes of a prompt only what would be read as something else', () => {
    const written = (text: string) => targetTexts({ kind: 'prompt', parts: [{ text, weight: 1 }] }).prompt;
    expect(written('50% grey: a hat, = old')).toBe('50% grey: a hat, = old');
    expect(written('a|b')).toBe('a%7Cb');
    expect(written('ratio 3:4')).toBe('ratio 3%3A4');
    expect(written('%7C')).toBe('%257C');
    expect(targetTexts({ kind: 'prompt', parts: [{ text: 'a:b', weight: 2 }] }).prompt).toBe('a%3Ab:2');
  });

  it.each<[TargetTexts]>([
    [{ target: '-1' }],
    [{ target: '1000' }],
    [{ slots: 'hair' }],
    [{ slots: 'hair=%zz' }],
    [{ length: '0' }],
    [{ length: '1e3' }],
    [{ fill: ' ' }],
    [{ prompt: 'x'.repeat(10_001) }],
  ])('refuses %o, and says which', (texts) => {
    const refused: string[] = [];
    expect(readTarget(texts, (field) => refused.push(field))).toBeNull();
    expect(refused).toEqual(Object.keys(texts));
  });

  it('leaves the rest standing where one part makes no sense', () => {
    expect(readTarget({ slots: 'nonsense', length: '7' })).toEqual({ kind: 'length', n: 7 });
  });

  it('asks for the same whatever the order of its slots and parts', () => {
    const a: Target = { kind: 'slots', values: { a: '1', b: '2' } };
    const b: Target = { kind: 'slots', values: { b: '2', a: '1' } };
    const n: Target = { kind: 'length', n: 3 };
    expect(sameTarget(a, b)).toBe(true);
    expect(sameTarget({ kind: 'all', of: [a, n] }, { kind: 'all', of: [n, b] })).toBe(true);
    expect(sameTarget(a, n)).toBe(false);
  });

  it('never throws for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void [readSteered(text), readTarget({ slots: text })]));
  });
});
