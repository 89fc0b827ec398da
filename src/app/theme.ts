// Light, dark, or as the system is. `data-theme` on the root is what the tokens look at; index.html sets it
// before the first paint.

import { keepText } from '../store/kept-text';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'nudge.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system'; // storage is blocked
  }
}

export function keepTheme(theme: Theme): void {
  keepText(KEY, theme === 'system' ? null : theme);
}

/** Shows a theme, and follows the system where it is asked to; returns the way to stop. */
export function applyTheme(theme: Theme): () => void {
  const show = (): void => {
    document.documentElement.dataset['theme'] =
      theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  show();
  dark.addEventListener('change', show);
  return () => dark.removeEventListener('change', show);
}
