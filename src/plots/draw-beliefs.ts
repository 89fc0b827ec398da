// A belief map's canvas: a pixel for each class and step, stretched to its place by CSS.

import { paintBeliefs } from './belief-pixels';
import { tokenColor } from './token-colors';

/**
 * @param beliefs one belief [rows] a column; null where there is none yet, which is left clear
 * @param tone whose colour is that of 1
 */
export function drawBeliefs(
  canvas: HTMLCanvasElement,
  beliefs: readonly (ArrayLike<number> | null)[],
  rows: number,
  tone: 'guide' | 'model',
): void {
  const columns = Math.max(1, beliefs.length);
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = context.createImageData(columns, rows);
  paintBeliefs(beliefs, rows, tokenColor(canvas, '--paper'), tokenColor(canvas, `--${tone}`), image.data);
  context.putImageData(image, 0, 0);
}
