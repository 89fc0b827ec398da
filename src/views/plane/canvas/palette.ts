// The plane's colours from the tokens: ink, the house's two, and one for each class.

import { paletteOf, tokenColor, type Palette } from '../../../plots/token-colors';
import type { Rgb } from '../../../plots/pixels';
import { MOST_CLASSES } from '../../../terms/plane';

export interface PlanePalette extends Palette {
  readonly quiet: Rgb;
  readonly classes: readonly Rgb[]; // [MOST_CLASSES]
}

export function planePaletteOf(element: Element): PlanePalette {
  return {
    ...paletteOf(element),
    quiet: tokenColor(element, '--ink-3'),
    classes: Array.from({ length: MOST_CLASSES }, (_, k) => tokenColor(element, `--class-${k}`)),
  };
}

export function css([red, green, blue]: Rgb, alpha = 1): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)} / ${alpha})`;
}

export function mixed(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}
