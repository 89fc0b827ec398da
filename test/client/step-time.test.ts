import { expect, it } from 'vitest';
import { stepTime } from '../../src/client/step-time';
import type { RunSpec } from '../../src/terms/messages';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { realClock } from '../../src/timing/clock';
import { pass, stopTheClock } from '../clock';
import { Loopback, source } from '../worker/loopback';

stopTheClock();

const run = (steps: number): RunSpec => ({
  sampler: { kind: 'ddpm' },
  rule: meanShift,
  steps,
  lanes: [{ target: classTarget(1), guidanceScale: 2, seed: 4 }],
  from: null,
});

/** Each look at its clock is 7 ms later: a step takes so long. */
function slow() {
  let time = 0;
  return new Loopback({ now: () => (time += 7) });
}

function measure(
  worker: Loopback,
  { backend = 'wasm', steps = 50 }: { readonly backend?: 'wasm' | 'webgpu'; readonly steps?: number } = {},
) {
  const calledOff = new AbortController();
  const time = stepTime(backend, source, run(steps), calledOff.signal, () => worker, realClock);
  return { time, callOff: () => calledOff.abort() };
}

// If it broke: a backend would be offered for a time that it does not take.
it('is that of a few steps on that backend, whose worker ends with them', async () => {
  const worker = slow();
  const { time } = measure(worker);
  await pass(1000);
  expect(await time).toBe(7);
  expect(worker.heard.filter(({ type }) => type === 'step')).toHaveLength(7);
  expect(worker.terminated).toBe(true);
});

// If it broke: one backend's time would be taken for another's.
it('is none where another backend started, or where a run has too few steps', async () => {
  const other = measure(slow(), { backend: 'webgpu' });
  const short = measure(slow(), { steps: 3 });
  await pass(1000);
  expect([await other.time, await short.time]).toEqual([null, null]);
});

// If it broke: it would go on beside the run that somebody has begun.
it('is none once it is called off, or after a minute', async () => {
  const worker = slow();
  const { time, callOff } = measure(worker);
  callOff();
  expect(await time).toBeNull();
  expect(worker.terminated).toBe(true);
  const never = new Loopback({ startBackend: () => new Promise(() => {}) });
  const late = measure(never);
  await pass(59_000);
  expect(never.terminated).toBe(false);
  await pass(2000);
  expect(await late.time).toBeNull();
  expect(never.terminated).toBe(true);
});
