import { describe, expect, it } from 'vitest';
import { indexColors } from '../../src/export/gif-colors';

const never = (): never => {
  throw new Error('expected no quantising');
};

function pixels(colors: readonly (readonly [number, number, number])[]): Uint8ClampedArray {
  return Uint8ClampedArray.from(colors.flatMap((color) => [...color, 255]));
}

describe('the colours of a GIF', () => {
  it('are exact for text and frames, and greys of 128 levels that keep black and white', () => {
    const greys = Array.from({ length: 256 }, (_, level) => [level, level, level] as const);
    const others = Array.from({ length: 128 }, (_, i) => [217, 80, i] as const);
    const rgba = pixels([...greys, ...others]);
    const { palette, index } = indexColors(rgba, never);
    const seen = Array.from(index, (place) => palette[place]!);
    greys.forEach(([level], i) => expect(Math.abs(seen[i]![0]! - level)).toBeLessThanOrEqual(1));
    expect(seen[0]).toEqual([0, 0, 0]);
    expect(seen[255]).toEqual([255, 255, 255]);
    expect(seen.slice(256)).toEqual(others);
    expect(palette.length).toBe(256);
  });

  it('are quantised only where there are more than 256', () => {
    const many = Array.from({ length: 300 }, (_, i) => [i % 256, (i * 7) % 256, i < 256 ? 3 : 4] as const);
    const quantised = { palette: [[0, 0, 0]], index: new Uint8Array(300) };
    expect(indexColors(pixels(many), () => quantised)).toBe(quantised);
  });
});
