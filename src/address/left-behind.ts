// A reload asks for the address that the page had when the button was pressed, and not for what it wrote while it was
// left. So the newest one is handed on to the same tab.

const KEY = 'nudge.left';

/** The address was just replaced while the page is being left. @param before the hash that a reload will ask for */
export function leaveBehind(before: string, now: string): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([before, now]));
  } catch {
    // storage is blocked: the last moment is lost
  }
}

/** The newest hash of the page that was left, where this is its reload; else null. */
export function takenUp(hash: string): string | null {
  try {
    const left: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    sessionStorage.removeItem(KEY);
    const [entry] = performance.getEntriesByType('navigation');
    const reloads = entry instanceof PerformanceNavigationTiming && entry.type === 'reload';
    if (!reloads || !Array.isArray(left) || left[0] !== hash) return null;
    return typeof left[1] === 'string' ? left[1] : null;
  } catch {
    return null;
  }
}
