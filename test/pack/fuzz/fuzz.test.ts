// Every mutant of a pack ends in a coded error with one clear sentence, or opens and computes; in bounded memory,
// with no tensor left. 300 mutants here, 10,000 under `npm run fuzz`. How long the longest takes is the bench's
// business (bench/refusing.mjs).

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { NudgeError } from '../../../src/terms/errors';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { mutant } from './mutate-pack';
import { openAndAsk } from './open-mutant';

const isLong = process.env['npm_lifecycle_event'] === 'fuzz';
const MUTANTS = isLong ? 10_000 : 300;
/** In one test. */
const SOME = 100;
/** Growth of this process; the WASM heap and the collector's slack are in it. */
const MOST_BYTES = 600e6;

let bytesBefore = 0;

beforeAll(async () => {
  await startTestWasm();
  bytesBefore = process.memoryUsage().rss;
});

/** A sentence for people, not a program's. */
function expectClear(error: NudgeError, seed: number): void {
  const said = `mutant ${seed}: ${error.message}`;
  expect(error.code, said).toMatch(/^pack-/);
  expect(error.message, said).toMatch(/^\S.{10,400}\.$/su);
  expect(error.message, said).not.toMatch(/undefined|\[object|TypeError|NaN of/);
  expect(error.hint, said).toMatch(/\.$/);
}

async function outcomeOf(seed: number): Promise<string> {
  try {
    await openAndAsk(mutant(seed));
    return 'opened';
  } catch (error) {
    if (!(error instanceof NudgeError)) throw new Error(`mutant ${seed}: ${String(error)}`, { cause: error });
    expectClear(error, seed);
    return error.code;
  }
}

test.each(Array.from({ length: MUTANTS / SOME }, (_, i) => i * SOME))(
  `mutants from %i on end in a coded error or open, ${SOME} of them`,
  async (first) => {
    const outcomes = new Map<string, number>();
    const tensorsBefore = tf.memory().numTensors;
    for (let seed = first; seed < first + SOME; seed++) {
      const outcome = await outcomeOf(seed);
      expect(tf.memory().numTensors, `mutant ${seed}`).toBe(tensorsBefore);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const grown = process.memoryUsage().rss - bytesBefore;
    expect(grown).toBeLessThan(MOST_BYTES);
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect(outcomes.get('pack-corrupt')).toBeGreaterThan(SOME / 10);
    if (isLong) {
      const counts = [...outcomes].map(([outcome, n]) => `${outcome} ${n}`).join(', ');
      process.stdout.write(`${counts}; grew by ${(grown / 1e6).toFixed(0)} MB so far\n`);
    }
  },
);
