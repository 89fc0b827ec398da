import { describe, expect, it } from 'vitest';
import { MOST_KEPT, withProgress, type TrainingState } from '../../../src/worlds/plane/training';
import type { TrainProgress } from '../../../src/terms/plane';

function progress(from: number, to: number, over: Partial<TrainProgress> = {}): TrainProgress {
  const raw = Float32Array.from({ length: to - from }, (_, i) => from + i + 1); // each loss is its own step
  return {
    state: 'training',
    step: to,
    mostSteps: 50_000,
    seconds: to / 100,
    denoiser: { raw, smoothed: raw.slice() },
    classifier: null,
    lossByT: new Float32Array(20),
    ...over,
  };
}

describe('a training as the page keeps it', () => {
  it('appends what comes, each loss at its step', () => {
    let state: TrainingState | null = null;
    for (const [from, to] of [
      [0, 7],
      [7, 7],
      [7, 40],
    ] as const)
      state = withProgress(state, progress(from, to), 'here');
    expect(state!.denoiser.raw).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(state!.step).toBe(40);
  });

  it('stays small however long it takes, and every kept loss stands at its step', () => {
    let state: TrainingState | null = null;
    for (let step = 0; step < 50_000; step += 137) {
      state = withProgress(state, progress(step, step + 137), 'here');
    }
    const { every, raw } = state!.denoiser;
    expect(raw.length).toBeLessThanOrEqual(MOST_KEPT);
    expect(raw.length).toBeGreaterThan(MOST_KEPT / 4);
    raw.forEach((loss, i) => expect(loss).toBe((i + 1) * every));
  });

  it('begins anew where it does not go on from what was known', () => {
    const before = withProgress(null, progress(0, 500), 'here');
    const other = withProgress(before, progress(0, 3), 'here');
    expect(other.denoiser.raw).toEqual([1, 2, 3]);
  });

  it('tells shipped networks, untrained ones and a pause apart', () => {
    expect(withProgress(null, progress(0, 0), 'shipped').status).toBe('shipped');
    expect(withProgress(null, progress(0, 0, { state: 'paused' }), 'here').status).toBe('untrained');
    expect(withProgress(null, progress(0, 0), 'here').status).toBe('training');
    expect(withProgress(null, progress(0, 10, { state: 'paused' }), 'here').status).toBe('paused');
    expect(withProgress(null, progress(0, 10, { state: 'not-a-number' }), 'here').status).toBe(
      'not-a-number',
    );
  });
});
