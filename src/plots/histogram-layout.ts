// From densities to pixels for a histogram: steps over equal bins, on the axes of a line plot. What is higher than the
// plot is cut off at its edge.

import { formatSmall } from './format';
import { xPixel, yPixel, type Axis, type Box } from './line-layout';
import type { Reading } from './reading';

/** A density under a name: of equal bins, or at equally spaced x with both ends. */
interface NamedDensity {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** A row a bin of the first distribution: its middle, the densities in it, and the law there. */
export function readBins(
  bars: readonly NamedDensity[],
  law: NamedDensity,
  box: Box,
  x: Axis,
  y: Axis,
): Reading {
  const bins = bars[0]?.values.length ?? 0;
  const rows = Array.from({ length: bins }, (_, bin) => {
    const share = (bin + 0.5) / bins;
    const at = x.from + share * (x.to - x.from);
    const values = [
      ...bars.map(({ values: of }) => of[bin] ?? 0),
      law.values[Math.round(share * (law.values.length - 1))] ?? 0,
    ];
    const cells = [formatSmall(at).replace('-', '−'), ...values.map(formatSmall)];
    const names = [...bars, law].map(({ name }) => name);
    return {
      at,
      left: xPixel(box, x, at),
      tops: values.map((value) => yPixel(box, y, value)),
      cells,
      text: `around ${cells[0] ?? ''}: density ${names.map((name, i) => `${name} ${cells[i + 1] ?? ''}`).join(', ')}`,
    };
  });
  return { columns: ['around', ...[...bars, law].map(({ name }) => name)], rows };
}

/** The outline of the bins, from the floor and back to it: an SVG path. "" for none. */
export function stepPath(density: ArrayLike<number>, box: Box, x: Axis, y: Axis): string {
  const bins = density.length;
  if (bins === 0) return '';
  const floor = round(yPixel(box, y, 0));
  const at = (bin: number): number => round(xPixel(box, x, x.from + (bin * (x.to - x.from)) / bins));
  let path = `M${at(0)} ${floor}`;
  for (let bin = 0; bin < bins; bin++) path += `V${round(yPixel(box, y, density[bin]!))}H${at(bin + 1)}`;
  return `${path}V${floor}`;
}

/** A curve through values at equally spaced x, both ends included: an SVG path. */
export function curvePath(values: ArrayLike<number>, box: Box, x: Axis, y: Axis): string {
  const last = Math.max(1, values.length - 1);
  return Array.from(values, (value, i) => {
    const here = x.from + (i * (x.to - x.from)) / last;
    return `${i === 0 ? 'M' : 'L'}${round(xPixel(box, x, here))} ${round(yPixel(box, y, value))}`;
  }).join('');
}

function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
