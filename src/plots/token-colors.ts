// The tokens as canvases need them: numbers instead of CSS, and a notice when the theme changes.

import type { Rgb, SignedColors } from './pixels';

/** "#rgb" or "#rrggbb" to numbers; null for anything else. */
export function parseHex(text: string): Rgb | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (hex === undefined) return null;
  const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
  const number = Number.parseInt(full, 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

const GREY: Rgb = [128, 128, 128];

/** @param name of a custom property that holds a hex colour */
export function tokenColor(element: Element, name: `--${string}`): Rgb {
  return parseHex(getComputedStyle(element).getPropertyValue(name)) ?? GREY;
}

/** @param element in whose theme the tokens are read */
export function signedColors(element: Element): SignedColors {
  return {
    negative: tokenColor(element, '--signed-neg'),
    zero: tokenColor(element, '--signed-zero'),
    positive: tokenColor(element, '--signed-pos'),
  };
}

/** The page's ink, and the two colours of guide and model. */
export interface Palette {
  readonly paper: Rgb;
  readonly ink: Rgb;
  readonly line: Rgb;
  readonly guide: Rgb;
  readonly model: Rgb;
}

/** @param element in whose theme the tokens are read */
export function paletteOf(element: Element): Palette {
  return {
    paper: tokenColor(element, '--paper'),
    ink: tokenColor(element, '--ink'),
    line: tokenColor(element, '--line'),
    guide: tokenColor(element, '--guide'),
    model: tokenColor(element, '--model'),
  };
}

/** Calls the listener after the theme has changed; returns the way to stop. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
