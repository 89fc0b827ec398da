// Which of a plot's labels there is room for, and where: ticks, notes at lines and the sentence of an empty plot. No two
// of them overlap, however large the type is in the plot's units.

import { PLOT_WIDTH, xPixel, yPixel, type Axis, type Box } from './line-layout';
import { ASCENT, DESCENT, FIGURE, LETTER } from './plot-text';

/** A value on an axis, and what is written there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface Rect {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A text where it stands: where it begins, has its middle or ends, and its baseline. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Of a text's width, left of where it is anchored. */
const LEFT = { start: 0, middle: 0.5, end: 1 } as const;

/** @param letter a character's width, as a share of the type's size */
export function rectOf({ text, x, y, anchor }: Label, size: number, letter: number = FIGURE): Rect {
  const width = text.length * letter * size;
  const left = x - LEFT[anchor] * width;
  return { left, right: left + width, top: y - ASCENT * size, bottom: y + DESCENT * size };
}

export function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Every k-th label from the first, with the least k that leaves none on another. */
function thinned(labels: readonly Label[], size: number): readonly Label[] {
  const gap = 0.5 * size;
  for (let every = 1; every < labels.length; every++) {
    const kept = labels.filter((_, i) => i % every === 0);
    const rects = kept.map((label) => rectOf(label, size));
    const crowded = rects.some((a, i) =>
      rects.slice(i + 1).some((b) => overlap({ ...a, left: a.left - gap, right: a.right + gap }, b)),
    );
    if (!crowded) return kept;
  }
  return labels.slice(0, 1);
}

/** The ticks of the x axis that have room. The first and the last do not leave the plot's area. */
export function xTickLabels(ticks: readonly Tick[], box: Box, axis: Axis, size: number): readonly Label[] {
  const labels = ticks.map(({ at, text }, i): Label => ({
    text,
    x: xPixel(box, axis, at),
    y: box.height - box.bottom + 16,
    anchor: i === 0 ? 'start' : i === ticks.length - 1 ? 'end' : 'middle',
  }));
  return thinned(labels, size);
}

/** Width of the widest of ticks that stand left of a plot, in the plot's units. */
export function widestOf(ticks: readonly Tick[], size: number): number {
  return Math.max(0, ...ticks.map(({ text }) => text.length)) * FIGURE * size;
}

/** The ticks of the y axis that have room, left of it. */
export function yTickLabels(ticks: readonly Tick[], box: Box, axis: Axis, size: number): readonly Label[] {
  const labels = ticks.map(({ at, text }): Label => ({
    text,
    x: box.left - 5,
    y: yPixel(box, axis, at) + 0.33 * size,
    anchor: 'end',
  }));
  return thinned(labels, size);
}

/** What a level to compare with means: at the right end of its line, above it. */
export function referenceLabel({ at, text }: Tick, box: Box, y: Axis): Label {
  return { text, x: box.width - box.right, y: yPixel(box, y, at) - 4, anchor: 'end' };
}

/**
 * The word at a place on the x axis: above the axis, on the side that has more room, within the plot's area.
 *
 * @param taken where it may not stand: it goes up until it is clear of them
 */
export function flagLabel(
  { at, text }: Tick,
  box: Box,
  x: Axis,
  size: number,
  taken: readonly Rect[],
): Label {
  const place = xPixel(box, x, at);
  const width = text.length * FIGURE * size;
  const wished = place > PLOT_WIDTH / 2 ? place - 4 - width : place + 4;
  const left = Math.max(box.left + 2, Math.min(box.width - box.right - width, wished));
  const floor = box.height - box.bottom - 5;
  const line = size * (ASCENT + DESCENT);
  for (let y = floor; y - ASCENT * size > box.top; y -= line / 2) {
    const label: Label = { text, x: left, y, anchor: 'start' };
    if (!taken.some((rect) => overlap(rect, rectOf(label, size)))) return label;
  }
  return { text, x: left, y: floor, anchor: 'start' };
}

/**
 * A sentence in the middle of an empty plot, in as many lines as it takes, clear of what is taken.
 *
 * @returns one label a line
 */
export function emptyLabels(text: string, box: Box, size: number, taken: readonly Rect[]): readonly Label[] {
  const room = box.width - box.left - box.right - 8;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = [lines.at(-1), word].filter(Boolean).join(' ');
    if (lines.length > 0 && longer.length * LETTER * size <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const height = size * (ASCENT + DESCENT);
  const middle = (box.top + box.height - box.bottom) / 2;
  const at = (centre: number): readonly Label[] =>
    lines.map((line, i) => ({
      text: line,
      x: box.left + 4 + room / 2,
      y: centre + (i - (lines.length - 1) / 2) * height + 0.3 * size,
      anchor: 'middle',
    }));
  const free = [0, 1, -1, 2, -2, 3, -3]
    .map((far) => at(middle + (far * height) / 2))
    .find((labels) =>
      labels.every((label) => !taken.some((rect) => overlap(rect, rectOf(label, size, LETTER)))),
    );
  return free ?? at(middle);
}
