// Labels of a plot at any size of its type: what is kept lies on nothing else, and as much is kept as has room.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plotBox, type Axis, type Series } from '../../src/plots/line-layout';
import { placeNames } from '../../src/plots/place-names';
import {
  emptyLabels,
  flagLabel,
  overlap,
  rectOf,
  referenceLabel,
  widestOf,
  xTickLabels,
  yTickLabels,
  type Rect,
  type Tick,
} from '../../src/plots/plot-labels';
import { ASCENT, DESCENT, LETTER } from '../../src/plots/plot-text';

const X: Axis = { from: 999, to: 0 };
const Y: Axis = { from: -8, to: 0 };
const size = fc.double({ min: 8, max: 17.5, noNaN: true });
const ticksOf = (axis: Axis) =>
  fc
    .uniqueArray(fc.integer({ min: Math.min(axis.from, axis.to), max: Math.max(axis.from, axis.to) }), {
      minLength: 1,
      maxLength: 9,
    })
    .map((values): readonly Tick[] =>
      values
        .toSorted((a, b) => (axis.from < axis.to ? a - b : b - a))
        .map((at, i) => ({ at, text: i === 0 ? `t = ${at}` : String(at) })),
    );

const pairs = <T>(all: readonly T[]): (readonly [T, T])[] =>
  all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const));

describe('ticks', () => {
  it('lie on no other tick, whatever the size of the type, and the first of each axis is kept', () => {
    fc.assert(
      fc.property(ticksOf(X), ticksOf(Y), size, (xTicks, yTicks, type) => {
        const box = plotBox(108, widestOf(yTicks, type));
        const across = xTickLabels(xTicks, box, X, type);
        const up = yTickLabels(yTicks, box, Y, type);
        expect(across[0]?.text).toBe(xTicks[0]?.text);
        expect(up[0]?.text).toBe(yTicks[0]?.text);
        const rects = [...across, ...up].map((label) => rectOf(label, type));
        for (const [a, b] of pairs(rects)) expect(overlap(a, b)).toBe(false);
        for (const rect of up.map((label) => rectOf(label, type)))
          expect(rect.left).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('are all kept where all have room, and every second one where half of them have', () => {
    const ticks = [0, 250, 500, 750, 999].map((at): Tick => ({ at, text: String(at) }));
    const axis: Axis = { from: 0, to: 999 };
    const kept = (type: number): readonly string[] =>
      xTickLabels(ticks, plotBox(100), axis, type).map(({ text }) => text);
    expect(kept(10)).toEqual(['0', '250', '500', '750', '999']);
    const crowded = [0, 5, 10, 15, 20].map((at): Tick => ({ at, text: `${at} thousand` }));
    const few = xTickLabels(crowded, plotBox(100), { from: 0, to: 20 }, 12).map(({ text }) => text);
    expect(few).toEqual(['0 thousand', '10 thousand', '20 thousand']);
  });
});

describe('notes, names and ticks', () => {
  const flag = fc.record({
    at: fc.integer({ min: 0, max: 999 }),
    text: fc.constantFrom('7 from t = 599', 'Caterpillar 3 from t = 99'),
  });
  const reference = fc.record({
    at: fc.double({ min: -8, max: 0, noNaN: true }),
    text: fc.constant('no idea, ln 1/10'),
  });
  const line = (name: string) =>
    fc
      .array(fc.double({ min: -9, max: 0, noNaN: true }), { minLength: 1, maxLength: 12 })
      .map((values): Series => ({
        name,
        tone: 'ink',
        points: values.map((value, i) => [999 - (999 * i) / 12, value] as const),
      }));

  it('lie on no other, whatever the lines, the notes and the size of the type', () => {
    fc.assert(
      fc.property(
        flag,
        reference,
        line('guided'),
        line('not guided'),
        line('ghost'),
        size,
        (word, level, guided, unguided, ghost, type) => {
          const box = plotBox(132);
          const levelRect = rectOf(referenceLabel(level, box, Y), type);
          const wordRect = rectOf(flagLabel(word, box, X, type, [levelRect]), type);
          const wishes = Object.fromEntries(
            ['guided', 'not guided', 'ghost'].map((name) => [name, { at: 900, above: true }]),
          );
          const names = placeNames([guided, unguided, ghost], wishes, box, X, Y, type, [
            levelRect,
            wordRect,
          ]).map(({ series, x, y }): Rect => ({
            left: x,
            right: x + series.name.length * LETTER * type,
            top: y - ASCENT * type,
            bottom: y + DESCENT * type,
          }));
          for (const [a, b] of pairs([levelRect, wordRect, ...names])) expect(overlap(a, b)).toBe(false);
          expect(wordRect.left).toBeGreaterThanOrEqual(box.left);
          expect(wordRect.right).toBeLessThanOrEqual(320);
        },
      ),
    );
  });

  it('leave a name its place where there is one: three lines apart keep all three', () => {
    const flat = (name: string, value: number): Series => ({
      name,
      tone: 'ink',
      points: [999, 500, 0].map((t) => [t, value] as const),
    });
    const lines = [flat('guided', -1), flat('not guided', -4), flat('ghost', -6.5)];
    const wishes = Object.fromEntries(lines.map(({ name }) => [name, { at: 800, above: true }]));
    expect(placeNames(lines, wishes, plotBox(132), X, Y, 14)).toHaveLength(3);
  });
});

describe('the sentence of an empty plot', () => {
  it('takes as many lines as it needs, within the plot, clear of the note at a level', () => {
    const text = 's = 0, and DDIM adds no noise: nothing to draw';
    fc.assert(
      fc.property(size, fc.double({ min: -8, max: 0, noNaN: true }), (type, at) => {
        const box = plotBox(132);
        const note = rectOf(referenceLabel({ at, text: 'no idea, ln 1/10' }, box, Y), type);
        const labels = emptyLabels(text, box, type, [note]);
        expect(labels.map((label) => label.text).join(' ')).toBe(text);
        for (const label of labels) {
          const rect = rectOf(label, type, LETTER);
          expect(rect.left).toBeGreaterThanOrEqual(box.left);
          expect(rect.right).toBeLessThanOrEqual(box.width - box.right);
          expect(overlap(rect, note)).toBe(false);
        }
      }),
    );
  });
});
