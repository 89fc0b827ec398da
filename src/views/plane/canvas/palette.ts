// The plane's colours from the tokens: ink, the house's two, and one for each class.

import { tokenColor } from '../../../plots/token-colors';
import type { Rgb } from '../../../plots/pixels';
import { MOST_CLASSES } from '../../../terms/plane';

export interface Palette {
  readonly paper: Rgb;
  readonly ink: Rgb;
  readonly quiet: Rgb;
  readonly line: Rgb;
  readonly guide: Rgb;
  readonly model: Rgb;
  readonly classes: readonly Rgb[]; // [MOST_CLASSES]
}

export function paletteOf(element: Element): Palette {
  return {
    paper: tokenColor(element, '--paper'),
    ink: tokenColor(element, '--ink'),
    quiet: tokenColor(element, '--ink-3'),
    line: tokenColor(element, '--line'),
    guide: tokenColor(element, '--guide'),
    model: tokenColor(element, '--model'),
    classes: Array.from({ length: MOST_CLASSES }, (_, k) => tokenColor(element, `--class-${k}`)),
  };
}

export function css([red, green, blue]: Rgb, alpha = 1): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)} / ${alpha})`;
}

export function mixed(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}
