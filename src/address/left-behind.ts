// A reload asks for the address that the page had when it was pressed, and not for what was written until the page was
// gone. So a page that is left hands its newest one to its own reload.

const KEY = 'nudge.left';

/** For this page's own reload; where storage is blocked nothing is kept. */
export function leaveBehind(hash: string): void {
  try {
    sessionStorage.setItem(KEY, hash);
  } catch {
    // storage is blocked: the last moment is lost
  }
}

/** The hash of the page that was left, where this is its reload; else null. */
export function takenUp(): string | null {
  try {
    const hash = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    const [entry] = performance.getEntriesByType('navigation');
    return entry instanceof PerformanceNavigationTiming && entry.type === 'reload' ? hash : null;
  } catch {
    return null;
  }
}
