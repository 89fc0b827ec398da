// Networks of one pack that must take the same samples.

import type { UNetConfig } from '../nn/unet-config';
import type { SampleShape } from '../terms/sample';
import { mismatch } from './checked';

/** @throws NudgeError `pack-mismatch` naming both shapes */
export function expectShape(
  { sampleSize, inChannels }: Pick<UNetConfig, 'sampleSize' | 'inChannels'>,
  expected: SampleShape,
  path: string,
): void {
  const got = [...sampleSize, inChannels].join('×');
  if (got === expected.join('×')) return;
  throw mismatch(path, `expected samples of ${expected.join('×')} as in unet/config.json, got ${got}.`);
}
