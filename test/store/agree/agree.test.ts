// Whatever a person does, in whatever order, also while steps arrive: what the controls show is what the next step
// uses, what a kept step used is what is shown with it, and the address gives it all again.
// AGREE_RUNS says how many sequences are tried; `npm run fuzz` asks for many.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isComplete } from '../../../src/history/path';
import { settingsOf } from '../../../src/history/state';
import { acts } from './acts';
import { Bench, steerOf, usedOf } from './bench';

const runs = Number(process.env['AGREE_RUNS'] ?? 100);
const START = '#/denoise?target=1&scale=4&steps=10&seed=1';

/** Enough for all that there is, and so little that most steps are computed again. */
const budgets = fc.constantFrom(1e8, 700);

/** The address of what is on screen, opened elsewhere, gives the same. */
async function checkAddress(bench: Bench): Promise<void> {
  if (bench.state.run.direction === -1) bench.nudge.actions.pause();
  const wasPlaying = bench.state.run.status === 'playing';
  const hash = await bench.link();
  const other = new Bench(1e8);
  await other.open(hash);
  const stops = /[?&]t=/.test(hash);
  if (!stops && !isComplete(bench.path)) {
    if (!wasPlaying) bench.nudge.actions.scrub(null);
    bench.nudge.actions.play();
  }
  if (wasPlaying || !stops) await bench.settle();
  bench.nudge.actions.setSpeed(Infinity);
  const [a, b] = [bench, other].map(({ path, state }) => ({
    used: path.steps.map(usedOf),
    tip: path.tip?.xt ?? null,
    controls: steerOf(settingsOf(state)),
    cursor: wasPlaying ? null : state.history.cursor,
    fresh: path.isFresh,
  }));
  expect(b, `the address ${hash} gives it again`).toEqual(a);
  if (stops) expect(await other.link()).toBe(hash);
}

describe('controls, chain and address', () => {
  it(`agree after ${runs} sequences of acts`, { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands(acts, { maxCommands: 40, size: '+1' }),
        budgets,
        async (commands, budget) => {
          const bench = new Bench(budget);
          await bench.open(START);
          bench.check();
          await fc.asyncModelRun(() => ({ model: {}, real: bench }), commands);
          await bench.drain();
          bench.check();
          if (bench.path.timesteps.length > 0) await checkAddress(bench);
        },
      ),
      { numRuns: runs },
    );
  });
});
