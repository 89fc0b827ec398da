// The page's colours, for what is drawn outside of it.

import type { Palette } from '../../export/frame';
import { signedColors, tokenColor } from '../../plots/token-colors';

export function pagePalette(): Palette {
  const root = document.documentElement;
  return {
    paper: tokenColor(root, '--paper'),
    ink: tokenColor(root, '--ink'),
    quiet: tokenColor(root, '--ink-2'),
    line: tokenColor(root, '--line'),
    guide: tokenColor(root, '--guide'),
    model: tokenColor(root, '--model'),
    signed: signedColors(root),
  };
}
