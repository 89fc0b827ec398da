// Makes room for a slide: marks the regions that it shows, as they come; the rest of the view is left out by
// room.css. The transport is shown with the tools beside it.

import { useEffect } from 'react';
import './room.css';

const SHOWN = 'data-shown';

export function useRoom(shows: readonly string[]): void {
  useEffect(() => {
    const root = document.documentElement;
    const main = document.querySelector('main');
    if (main === null) return;
    const mark = (): void => {
      for (const region of main.querySelectorAll<HTMLElement>('[data-region]')) {
        const name = region.dataset['region'] ?? '';
        const whole = region.role === 'group' && name === 'transport' ? region.parentElement : region;
        whole?.toggleAttribute(SHOWN, shows.includes(name));
      }
    };
    mark();
    const late = new MutationObserver(mark);
    late.observe(main, { childList: true, subtree: true });
    root.dataset['presents'] = shows.join(' ');
    return () => {
      late.disconnect();
      delete root.dataset['presents'];
      for (const marked of main.querySelectorAll(`[${SHOWN}]`)) marked.removeAttribute(SHOWN);
    };
  }, [shows]);
}
