import { describe, expect, it } from 'vitest';
import { plotBox, xPixel, yPixel, type Series } from '../../src/plots/line-layout';
import { placeNames } from '../../src/plots/place-names';

const box = plotBox(140);
const x = { from: 0, to: 16 };
const y = { from: 0, to: 1.5 };
const scales = [0, 0.5, 1, 2, 4, 8, 16];
const line = (name: string, value: (s: number) => number): Series => ({
  name,
  tone: 'ink',
  points: scales.map((s) => [s, value(s)]),
});
const names = {
  accuracy: { at: 11, above: true },
  'spread / true': { at: 6, above: false },
  SWD: { at: 11, above: true },
};

/** Whether a line runs through a name. */
function crosses(series: Series, left: number, base: number, letters: number): boolean {
  return Array.from({ length: 200 }, (_, i) => i / 200).some((share) => {
    const s = 16 * share;
    const at = scales.findIndex((each) => each > s);
    const [from, to] = [series.points[at - 1]!, series.points[at]!];
    const value = from[1] + ((to[1] - from[1]) * (s - from[0])) / (to[0] - from[0]);
    const [px, py] = [xPixel(box, x, s), yPixel(box, y, value)];
    return px > left && px < left + letters * 5.5 && py > base - 8 && py < base + 2;
  });
}

describe('the names of lines', () => {
  const series = [
    line('SWD', (s) => 0.2 + 0.06 * s),
    line('spread / true', (s) => 1 - 0.03 * s),
    line('accuracy', (s) => 1 - 0.5 * Math.exp(-s)),
  ];

  it('stand off all lines, and off each other', () => {
    const placed = placeNames(series, names, box, x, y);
    expect(placed).toHaveLength(3);
    for (const { series: own, x: left, y: base } of placed) {
      for (const each of series) expect(crosses(each, left, base, own.name.length), own.name).toBe(false);
    }
    const apart = placed.flatMap((a, i) =>
      placed.slice(i + 1).map((b) => Math.abs(a.y - b.y) >= 12 || Math.abs(a.x - b.x) >= 30),
    );
    expect(apart.every(Boolean)).toBe(true);
  });

  it('are not there where their line is not, nor where nobody asked', () => {
    expect(placeNames([{ ...series[0]!, points: [] }], names, box, x, y)).toEqual([]);
    expect(placeNames([line('else', () => 1)], names, box, x, y)).toEqual([]);
  });
});
