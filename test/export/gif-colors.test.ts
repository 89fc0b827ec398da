import { describe, expect, it } from 'vitest';
import { indexColors } from '../../src/export/gif-colors';

type Color = readonly [number, number, number];

const never = (): never => {
  throw new Error('expected no quantising');
};

function pixels(colors: readonly Color[]): Uint8ClampedArray {
  return Uint8ClampedArray.from(colors.flatMap((color) => [...color, 255]));
}

function seen(colors: readonly Color[]): readonly (readonly number[])[] {
  const { palette, index } = indexColors(pixels(colors), never);
  expect(palette.length).toBeLessThanOrEqual(256);
  return Array.from(index, (place) => palette[place]!);
}

describe('the colours of a GIF', () => {
  it('keep greys within a level or two, black and white exactly', () => {
    const greys = Array.from({ length: 256 }, (_, level): Color => [level, level, level]);
    const found = seen(greys);
    greys.forEach(([level], i) => expect(Math.abs(found[i]![0]! - level)).toBeLessThanOrEqual(1));
    expect(found[0]).toEqual([0, 0, 0]);
    expect(found[255]).toEqual([255, 255, 255]);
  });

  it('keep what is common exactly, and take what is rare for it', () => {
    const paper: Color = [251, 250, 246];
    const edges = Array.from({ length: 15 }, (_, i): Color => [241 + i, 250, 246]);
    const found = seen([...Array.from({ length: 100 }, () => paper), ...edges]);
    expect(found[0]).toEqual(paper);
    expect(found.slice(100)).toEqual(edges.map(() => paper));
  });

  it('are near for the soft edges of text in four colours', () => {
    const inks: readonly Color[] = [
      [217, 80, 26],
      [71, 90, 125],
      [26, 27, 30],
      [93, 92, 99],
    ];
    const mixed = inks.flatMap(([r, g, b]) =>
      Array.from({ length: 256 }, (_, i): Color => {
        const mix = (from: number, to: number): number => Math.round(from + ((to - from) * i) / 255);
        return [mix(251, r), mix(250, g), mix(246, b)];
      }),
    );
    const found = seen(mixed);
    mixed.forEach((color, i) =>
      color.forEach((value, channel) =>
        expect(Math.abs(found[i]![channel]! - value)).toBeLessThanOrEqual(16),
      ),
    );
  });

  it('are quantised only where there are too many', () => {
    const many = Array.from({ length: 4096 }, (_, i): Color => [
      (i >> 8) * 16,
      ((i >> 4) & 15) * 16 + 1,
      (i & 15) * 16,
    ]);
    const quantised = { palette: [[0, 0, 0]], index: new Uint8Array(4096) };
    expect(indexColors(pixels(many), () => quantised)).toBe(quantised);
  });
});
