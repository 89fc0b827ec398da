// The page's colours, for what is drawn outside of it.

import type { FramePalette } from '../../export/frame';
import { paletteOf, signedColors, tokenColor } from '../../plots/token-colors';

export function pagePalette(): FramePalette {
  const root = document.documentElement;
  return { ...paletteOf(root), quiet: tokenColor(root, '--ink-2'), signed: signedColors(root) };
}
