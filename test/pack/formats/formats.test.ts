// Every case of what people have in hand, and docs/formats.md made of them. `npm run formats` writes it.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { maxDistance } from '../../parity/reference';
import { cases } from './cases';
import { inFolder, plain } from './in-hand';
import { outcomeOf, type Outcome } from './outcome';
import { tableOf } from './table';

const page = resolve(import.meta.dirname, '../../../docs/formats.md');
const outcomes = new Map<string, Outcome>();
let usual: Outcome;

beforeAll(async () => {
  await startTestWasm();
  usual = await outcomeOf(inFolder(plain()));
});

describe.each(cases)('%s', (part, all) => {
  test.each(all.map((each) => [each.what, each] as const))(
    '%s',
    async (what, { inHand, comes, says = [], same, answers }) => {
      const outcome = await outcomeOf(inHand(), answers);
      outcomes.set(`${part}: ${what}`, outcome);
      expect(outcome.comes, outcome.says.join(' ')).toBe(comes);
      const said = outcome.says.join('\n');
      for (const words of says) {
        if (typeof words === 'string') expect(said).toContain(words);
        else expect(said).toMatch(words);
      }
      if (says.length === 0) expect(said).toBe('');
      if (comes === 'opens') {
        expect(outcome.output!.every(Number.isFinite)).toBe(true);
        if (outcome.output!.length !== usual.output!.length) expect(same).toBe(false);
        else if (same ?? true) expect(maxDistance(outcome.output!, [...usual.output!])).toBeLessThan(1e-3);
        else expect(maxDistance(outcome.output!, [...usual.output!])).toBeGreaterThan(1e-3);
      }
      expect(tf.memory().numTensors).toBe(0);
    },
  );
});

test('docs/formats.md says what comes of each', () => {
  const text = tableOf(cases, outcomes);
  if (process.env['npm_lifecycle_event'] === 'formats') writeFileSync(page, text);
  expect(readFileSync(page, 'utf8'), 'run npm run formats').toBe(text);
});
