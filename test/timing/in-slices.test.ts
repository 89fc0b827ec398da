import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatherInSlices, inSlices } from '../../src/timing/in-slices';

describe('work in slices', () => {
  let now = 0;
  beforeEach(() => {
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Each takes 4 ms. */
  function* slow(count: number): Generator<number, string> {
    for (let i = 0; i < count; i++) {
      now += 4;
      yield i;
    }
    return 'the end';
  }

  it('returns what the work returns, and rests whenever a slice is used up', async () => {
    let rests = 0;
    expect(await inSlices(slow(20), () => ++rests > 0)).toBe('the end');
    expect(rests).toBe(10);
  });

  it('stops where it does not go on', async () => {
    let rests = 0;
    expect(await inSlices(slow(1000), () => ++rests < 3)).toBeNull();
    expect(rests).toBe(3);
  });

  it('lets others in between, and loses nothing', async () => {
    const rests: number[] = [];
    let others = 0;
    const timer = setInterval(() => others++, 1);
    const gathered = await gatherInSlices(slow(20), new AbortController().signal, (count) =>
      rests.push(count),
    );
    clearInterval(timer);
    expect(gathered).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(rests).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
    expect(others).toBeGreaterThan(3);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    let last = 0;
    const work = gatherInSlices(slow(1000), controller.signal, (count) => {
      last = count;
      controller.abort(new Error('enough'));
    });
    await expect(work).rejects.toThrow('enough');
    expect(last).toBe(2);
  });
});
