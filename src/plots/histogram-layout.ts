// From densities to pixels for a histogram: steps over equal bins, on the axes of a line plot. What is higher than the
// plot is cut off at its edge.

import { xPixel, yPixel, type Axis, type Box } from './line-layout';

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
