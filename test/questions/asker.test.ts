import { describe, expect, it } from 'vitest';
import { Asker, type Errand, type Source } from '../../src/questions/asker';
import type { Query } from '../../src/terms/messages';
import type { NetworkOutputs } from '../../src/terms/networks';

const queryAt = (t: number): Query => ({ xt: new Float32Array(1), t: Float32Array.of(t), targets: [] });
const OUTPUTS: NetworkOutputs = { modelOutput: null, guidance: null };

interface Pending {
  readonly resolve: (outputs: NetworkOutputs) => void;
  readonly reject: (error: Error) => void;
}

/** An asker in a world whose networks answer, and whose time passes, by hand. */
function world() {
  let now = 0;
  let timers: { readonly at: number; readonly call: () => void }[] = [];
  const listeners = new Set<() => void>();
  const asked: number[] = [];
  const pending: Pending[] = [];
  const asker = new Asker({
    observe: (query) => {
      expect(pending, 'one query at a time').toEqual([]);
      asked.push(query.t[0]!);
      return new Promise((resolve, reject) => pending.push({ resolve, reject }));
    },
    subscribe: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    now: () => now,
    after: (milliseconds, call) => {
      const timer = { at: now + milliseconds, call };
      timers.push(timer);
      return () => (timers = timers.filter((each) => each !== timer));
    },
  });
  return {
    asker,
    asked,
    listening: () => listeners.size,
    timers: () => timers.length,
    changed: () => listeners.forEach((listen) => listen()),
    answer: async (error?: Error) => {
      const given = pending.pop()!;
      if (error === undefined) given.resolve(OUTPUTS);
      else given.reject(error);
      await new Promise(setImmediate);
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { call } of due) call();
    },
  };
}

/** Wants to know of one t after another; its key changes by hand. */
function source(wants: number[], more: Partial<Source> = {}) {
  const made = { wants, taken: [] as number[], asksAbout: 0 };
  const asking: Source = {
    key: () => made.asksAbout,
    next(): Errand | null {
      const [t] = made.wants;
      if (t === undefined) return null;
      return {
        query: queryAt(t),
        take: () => {
          made.wants = made.wants.filter((each) => each !== t);
          made.taken.push(t);
        },
      };
    },
    ...more,
  };
  return Object.assign(made, asking);
}

describe('the asker', () => {
  it('asks one query at a time, and the next one when the answer is here', async () => {
    const { asker, asked, answer } = world();
    const wanting = source([1, 2, 3]);
    asker.watch(wanting);
    expect(asked).toEqual([1]);
    await answer();
    expect(asked).toEqual([1, 2]);
    await answer();
    await answer();
    expect(wanting.taken).toEqual([1, 2, 3]);
    expect(asked).toEqual([1, 2, 3]);
  });

  it('asks what is wanted then, not what was wanted when the last one was on its way', async () => {
    const { asker, asked, answer, changed } = world();
    const wanting = source([1]);
    asker.watch(wanting);
    for (const t of [2, 3, 4]) {
      wanting.wants = [t];
      wanting.asksAbout = t;
      changed();
    }
    await answer();
    expect(asked).toEqual([1, 4]);
  });

  it('asks the first source first', async () => {
    const { asker, asked, answer, changed } = world();
    const first = source([]);
    const second = source([5, 6]);
    asker.watch(first);
    asker.watch(second);
    expect(asked).toEqual([5]);
    first.wants = [1];
    changed();
    await answer();
    expect(asked).toEqual([5, 1]);
    await answer();
    expect(asked).toEqual([5, 1, 6]);
  });

  it('waits as long as a source says, counted from its last change', () => {
    const { asker, asked, pass, changed } = world();
    const wanting = source([7], {
      next: (restedFor: number) =>
        restedFor < 250 ? 250 - restedFor : { query: queryAt(7), take: () => {} },
    });
    asker.watch(wanting);
    pass(200);
    wanting.asksAbout++;
    changed();
    pass(200);
    expect(asked).toEqual([]);
    pass(50);
    expect(asked).toEqual([7]);
  });

  it('leaves a source alone that failed, until what it asks about changes', async () => {
    const { asker, asked, answer, changed } = world();
    const failures: unknown[] = [];
    const wanting = source([1], { fail: (error) => void failures.push(error) });
    const other = source([9]);
    asker.watch(wanting);
    asker.watch(other);
    await answer(new Error('lost'));
    expect(failures).toEqual([new Error('lost')]);
    expect(asked).toEqual([1, 9]); // the others go on
    await answer();
    changed();
    expect(asked).toEqual([1, 9]);
    wanting.asksAbout++;
    changed();
    expect(asked).toEqual([1, 9, 1]);
  });

  it('stops listening when nobody watches, drops the answer on its way, and calls off what waits', async () => {
    const { asker, asked, answer, changed, listening, timers } = world();
    const wanting = source([1, 2]);
    const stop = asker.watch(wanting);
    stop();
    await answer();
    changed();
    expect(wanting.taken).toEqual([]);
    expect(asked).toEqual([1]);
    expect(listening()).toBe(0);
    const stopWaiting = asker.watch(source([], { next: () => 100 }));
    expect(timers()).toBe(1);
    stopWaiting();
    expect(timers()).toBe(0);
  });

  it('listens once however many watch, and goes on for the others when one of them stops', async () => {
    const { asker, asked, answer, changed, listening } = world();
    const first = source([]);
    const second = source([]);
    const stopFirst = asker.watch(first);
    const stopSecond = asker.watch(second);
    expect(listening()).toBe(1);
    stopFirst();
    expect(listening()).toBe(1);
    first.wants = [1];
    second.wants = [2];
    changed();
    await answer();
    expect(asked).toEqual([2]);
    expect(second.taken).toEqual([2]);
    stopSecond();
    expect(listening()).toBe(0);
  });

  it('sets no timer where nobody waits, and says how long an answer took', async () => {
    const { asker, answer, pass, timers } = world();
    const took: number[] = [];
    let wants = true;
    pass(60);
    asker.watch(
      source([], {
        next: () =>
          wants
            ? {
                query: queryAt(1),
                take: (_: NetworkOutputs, milliseconds: number) => {
                  wants = false;
                  took.push(milliseconds);
                },
              }
            : null,
      }),
    );
    pass(40);
    await answer();
    expect(took).toEqual([40]);
    expect(timers()).toBe(0);
  });

  it('tells a source that has stopped nothing of its failure', async () => {
    const { asker, answer } = world();
    const failures: unknown[] = [];
    const stop = asker.watch(source([1], { fail: (error) => void failures.push(error) }));
    stop();
    await answer(new Error('lost'));
    expect(failures).toEqual([]);
  });
});
