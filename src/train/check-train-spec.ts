// What a training must be before it begins: its numbers come over a wire.

import { NudgeError } from '../terms/errors';
import type { TrainSpec } from '../terms/plane';

/** @throws NudgeError `bad-request` */
export function checkTrainSpec({
  seed,
  width,
  batch,
  mostSteps,
  learningRate,
  classDropout,
}: TrainSpec): void {
  const whole = (name: string, value: number, least: number, most: number) => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    throw new NudgeError('bad-request', `training: expected ${name} from ${least} to ${most}, got ${value}.`);
  };
  whole('a seed', seed, 0, Number.MAX_SAFE_INTEGER);
  whole('a width', width, 8, 512);
  whole('a batch', batch, 16, 8192);
  whole('steps', mostSteps, 1, 1_000_000);
  if (!(learningRate > 0 && learningRate < 1)) {
    throw new NudgeError(
      'bad-request',
      `training: expected a learning rate between 0 and 1, got ${learningRate}.`,
    );
  }
  if (!(classDropout >= 0 && classDropout <= 1)) {
    throw new NudgeError('bad-request', `training: expected a share from 0 to 1, got ${classDropout}.`);
  }
}
