import { describe, expect, it } from 'vitest';
import { addressWriter, type LeavingPage } from '../../src/address/writer';

/** A page whose timers are run by hand. */
function openPage() {
  const timers = new Map<number, () => void>();
  const heard = new Map<string, () => void>();
  const written: string[] = [];
  let now = 'nothing';
  const page = {
    setTimeout: (then) => timers.set(timers.size, then).size - 1,
    clearTimeout: (timer) => void timers.delete(timer),
    addEventListener: (type, listen) => void heard.set(type, listen),
    document: { hidden: true, addEventListener: (type, listen) => void heard.set(type, listen) },
  } satisfies LeavingPage;
  const writeSoon = addressWriter(page, (leaving) => {
    written.push(`${now}${leaving ? ', leaving' : ''}`);
  });
  return {
    written,
    change: (to: string) => {
      now = to;
      writeSoon();
    },
    rest: async () => {
      for (const [timer, then] of timers) {
        timers.delete(timer);
        then();
      }
      await Promise.resolve();
    },
    hear: async (type: 'pagehide' | 'visibilitychange') => {
      heard.get(type)!();
      await Promise.resolve(); // a page that is left is heard for microtasks only
    },
  };
}

describe('the address', () => {
  it('is written once for many changes', async () => {
    const { change, rest, written } = openPage();
    change('a');
    change('b');
    expect(written).toEqual([]);
    await rest();
    expect(written).toEqual(['b']);
  });

  it('has the last change when the page is left or hidden, and is not written again', async () => {
    const { change, rest, hear, written } = openPage();
    change('a');
    await hear('visibilitychange');
    change('b');
    await hear('pagehide');
    await rest();
    expect(written).toEqual(['a', 'b, leaving']);
    await hear('pagehide');
    expect(written).toHaveLength(2);
  });
});
