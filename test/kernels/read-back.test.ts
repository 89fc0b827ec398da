import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeDevice } from './fake-device';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('GPUBufferUsage', { MAP_READ: 1, COPY_DST: 8 });
  vi.stubGlobal('GPUMapMode', { READ: 1 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const floats = (...values: number[]) => Float32Array.from(values);
const turn = () => vi.advanceTimersByTimeAsync(0);

describe('one read', () => {
  // If it broke: a step would wait for the GPU twice.
  test('answers all that is asked for in one turn, each its own', async () => {
    const { counts, place, read, answer } = fakeDevice();
    const denoiser = read([place(floats(1, 2, 3))]);
    const guide = read([place(floats(4)), place(floats(5, 6))]);
    await turn();
    expect(counts.reads).toBe(1);
    answer();
    expect(await denoiser).toEqual([floats(1, 2, 3)]);
    expect(await guide).toEqual([floats(4), floats(5, 6)]);
  });

  // If it broke: a later step would show the numbers of an earlier one, or memory would grow by the step.
  test('a turn each, in the same memory; a read that is outstanding keeps its own', async () => {
    const { counts, place, read, answer } = fakeDevice();
    for (let step = 0; step < 5; step++) {
      const reading = read([place(floats(step))]);
      await turn();
      answer();
      expect(await reading).toEqual([floats(step)]);
    }
    expect(counts).toMatchObject({ reads: 5, staging: 1 });
    const first = read([place(floats(7))]);
    await turn();
    const second = read([place(floats(8))]);
    await turn();
    answer();
    expect([await first, await second]).toEqual([[floats(7)], [floats(8)]]);
    expect(counts.staging).toBe(2);
  });

  // If it broke: a large batch would be read twice a step for ever.
  test('is one as well of more than was foreseen, from the second turn on', async () => {
    const { counts, place, read, answer } = fakeDevice();
    const reads: number[] = [];
    for (let step = 0; step < 3; step++) {
      const before = counts.reads;
      const values = new Float32Array(200_000).fill(step);
      const both = Promise.all([read([place(values)]), read([place(values)])]);
      await turn();
      answer();
      for (const [numbers] of await both) expect(numbers!.every((value) => value === step)).toBe(true);
      reads.push(counts.reads - before);
    }
    expect(reads).toEqual([2, 1, 1]);
  });
});

describe('while a read is outstanding', () => {
  // If it broke: Firefox would answer each step after 100 ms, or be kept busy for ever.
  test('the browser that needs it is asked again and again, until it has come', async () => {
    const { counts, place, read, answer } = fakeDevice();
    const reading = read([place(floats(1))], true);
    await vi.advanceTimersByTimeAsync(50);
    expect(counts.submits).toBe(50);
    answer();
    await reading;
    await vi.advanceTimersByTimeAsync(50);
    expect(counts.submits).toBe(50);
  });

  test('another is not asked', async () => {
    const { counts, place, read, answer } = fakeDevice();
    const reading = read([place(floats(1))]);
    await vi.advanceTimersByTimeAsync(50);
    answer();
    await reading;
    expect(counts.submits).toBe(0);
  });
});
