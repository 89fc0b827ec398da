// Time where a test waits for what goes by timers: it stands still, and one timer after another has its turn. So no
// machine is too slow or too fast, and a test can stop at any moment.

import { afterEach, beforeEach, vi } from 'vitest';

/** More than anything here needs: what has not come by then does not come. */
const MOST_TURNS = 100_000;

const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] as const;

/** In every test of the file that calls it. @param but what computes for so many milliseconds needs them to go by */
export function stopTheClock({ but }: { readonly but?: 'performance' } = {}): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: but === undefined ? [...timers, 'performance'] : [...timers] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** Until it is so; looked at after every timer. */
export async function until(check: () => boolean): Promise<void> {
  for (let turns = 0; !check(); turns++) {
    if (turns === MOST_TURNS) throw new Error(`until: it never came that ${check.toString()}`);
    vi.advanceTimersToNextTimer();
    await microtasks();
  }
}

/** Until nothing is under way any more. */
export async function rest(): Promise<void> {
  await microtasks();
  await until(() => vi.getTimerCount() === 0);
}

/** Lets so much time go by, with all that happens in it. */
export async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
}

/** All that wait, and whatever they make wait. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
