// Every mutant of a pack ends in a coded error with one clear sentence, or opens and computes; in bounded time
// and memory, with no tensor left. 300 mutants here, 10,000 under `npm run fuzz`.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { filesInHand } from '../../../src/pack/files-in-hand';
import { openPack } from '../../../src/pack/open-pack';
import { NudgeError } from '../../../src/terms/errors';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { mutant } from './mutate-pack';
import { classTarget } from '../../../src/terms/target';

const isLong = process.env['npm_lifecycle_event'] === 'fuzz';
const MUTANTS = isLong ? 10_000 : 300;
const LONGEST_MS = 2000;
/** Growth of this process; the WASM heap and the collector's slack are in it. */
const MOST_BYTES = 600e6;

beforeAll(async () => {
  await startTestWasm();
});

async function open(seed: number): Promise<string> {
  const pack = await openPack(await filesInHand('mutant', mutant(seed)));
  try {
    const [height, width, channels] = pack.info.sampleShape;
    const xt = new Float32Array(height * width * channels).fill(0.5);
    const t = Float32Array.of(500);
    await Promise.all([
      pack.denoiser.predict(xt, t, null),
      ...[...pack.guides.values()].map((guide) => guide.evaluate(xt, t, [classTarget(0)], null)),
      pack.judge().then((judge) => judge?.judge(xt)),
    ]);
    return 'opened';
  } finally {
    pack.dispose();
  }
}

/** A sentence for people, not a program's. */
function expectClear(error: NudgeError, seed: number): void {
  const said = `mutant ${seed}: ${error.message}`;
  expect(error.code, said).toMatch(/^pack-/);
  expect(error.message, said).toMatch(/^\S.{10,400}\.$/su);
  expect(error.message, said).not.toMatch(/undefined|\[object|TypeError|NaN of/);
  expect(error.hint, said).toMatch(/\.$/);
}

test(
  `${MUTANTS} mutants end in a coded error or open`,
  async () => {
    const outcomes = new Map<string, number>();
    const bytesBefore = process.memoryUsage().rss;
    const tensorsBefore = tf.memory().numTensors;
    let longest = 0;
    for (let seed = 0; seed < MUTANTS; seed++) {
      const start = performance.now();
      let outcome: string;
      try {
        outcome = await open(seed);
      } catch (error) {
        if (!(error instanceof NudgeError))
          throw new Error(`mutant ${seed}: ${String(error)}`, { cause: error });
        expectClear(error, seed);
        outcome = error.code;
      }
      longest = Math.max(longest, performance.now() - start);
      expect(performance.now() - start, `mutant ${seed}`).toBeLessThan(LONGEST_MS);
      expect(tf.memory().numTensors, `mutant ${seed}`).toBe(tensorsBefore);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const grown = process.memoryUsage().rss - bytesBefore;
    expect(grown).toBeLessThan(MOST_BYTES);
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect(outcomes.get('pack-corrupt')).toBeGreaterThan(MUTANTS / 10);
    if (isLong) {
      const counts = [...outcomes].map(([outcome, n]) => `${outcome} ${n}`).join(', ');
      process.stdout.write(
        `${counts}; longest ${longest.toFixed(0)} ms; grew by ${(grown / 1e6).toFixed(0)} MB\n`,
      );
    }
  },
  isLong ? 3_600_000 : 60_000,
);
