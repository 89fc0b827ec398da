// What the page asks of a run, checked before it starts: the worker trusts no message.

import { NudgeError } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { Question, RunSpec } from '../terms/messages';
import type { PackInfo } from '../terms/pack-info';
import { sampleSize } from '../terms/sample';

/** @throws NudgeError `bad-request` naming the first thing that is wrong */
export function checkLanes(lanes: readonly Lane[], pack: PackInfo): void {
  if (lanes.length < 1) throw new NudgeError('bad-request', 'start: expected at least one lane, got none.');
  const classes = Math.max(1, pack.classes.length);
  for (const { target, guidanceScale, seed } of lanes) {
    if (!Number.isInteger(target) || target < 0 || target >= classes) {
      throw new NudgeError(
        'bad-request',
        `target: expected a class from 0 to ${classes - 1}, got ${target}.`,
      );
    }
    if (!Number.isFinite(guidanceScale) || guidanceScale < 0) {
      throw new NudgeError('bad-request', `guidance scale: expected a number ≥ 0, got ${guidanceScale}.`);
    }
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new NudgeError('bad-request', `seed: expected a whole number from 0 to 2^53 - 1, got ${seed}.`);
    }
  }
}

/** @throws NudgeError `bad-request`; the number of steps is checked where the timesteps are listed */
export function checkSpec(spec: RunSpec, pack: PackInfo): void {
  checkLanes(spec.lanes, pack);
  const T = pack.scheduler.trainTimesteps;
  if (spec.from !== null && !(Number.isInteger(spec.from.t) && spec.from.t >= 0 && spec.from.t < T)) {
    throw new NudgeError('bad-request', `t: expected a whole number from 0 to ${T - 1}, got ${spec.from.t}.`);
  }
  if (spec.sampler.kind === 'ddim' && !(spec.sampler.eta >= 0 && spec.sampler.eta <= 1)) {
    throw new NudgeError('bad-request', `η: expected a number from 0 to 1, got ${spec.sampler.eta}.`);
  }
}

/** @throws NudgeError `bad-request` naming the first thing that is wrong */
export function checkQuestion({ xt, t, targets }: Question, pack: PackInfo): void {
  const size = sampleSize(pack.sampleShape);
  if (t.length < 1 || xt.length !== t.length * size || targets.length !== t.length) {
    throw new NudgeError(
      'bad-request',
      `observe: expected ${size} numbers of x_t and one target for each t, got ${xt.length} and ${targets.length} for ${t.length}.`,
    );
  }
  const T = pack.scheduler.trainTimesteps;
  const badTime = t.find((each) => !(Number.isInteger(each) && each >= 0 && each < T));
  if (badTime !== undefined) {
    throw new NudgeError('bad-request', `t: expected a whole number from 0 to ${T - 1}, got ${badTime}.`);
  }
  const classes = Math.max(1, pack.classes.length);
  const badTarget = targets.find((target) => !(target >= 0 && target < classes));
  if (badTarget === undefined) return;
  throw new NudgeError('bad-request', `target: expected a class from 0 to ${classes - 1}, got ${badTarget}.`);
}
