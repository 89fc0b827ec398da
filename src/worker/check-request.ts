// What the page asks of a run, checked before it starts: the worker trusts no message.

import { NudgeError } from '../terms/errors';
import { takes } from '../terms/default-target';
import type { Lane } from '../terms/lane';
import type { Query, RunSpec } from '../terms/messages';
import { guideOf, type PackInfo } from '../terms/pack-info';
import { sampleSize } from '../terms/sample';
import type { Target } from '../terms/target';

/** @throws NudgeError `bad-request` naming the first thing that is wrong */
export function checkLanes(lanes: readonly Lane[], pack: PackInfo): void {
  if (lanes.length < 1) throw new NudgeError('bad-request', 'start: expected at least one lane, got none.');
  for (const { target, guidanceScale, seed, guide, guidanceInterval, rule } of lanes) {
    checkTarget(target, guide, pack);
    checkRule(rule, guide, pack);
    if (!Number.isFinite(guidanceScale) || guidanceScale < 0) {
      throw new NudgeError('bad-request', `guidance scale: expected a number ≥ 0, got ${guidanceScale}.`);
    }
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new NudgeError('bad-request', `seed: expected a whole number from 0 to 2^53 - 1, got ${seed}.`);
    }
    if (guidanceInterval && !(guidanceInterval[0] <= guidanceInterval[1])) {
      throw new NudgeError(
        'bad-request',
        `guidance interval: expected [low, high], got [${guidanceInterval.join(', ')}].`,
      );
    }
  }
}

/** Where nothing guides, any target will do. @throws NudgeError `bad-request` */
function checkTarget(target: Target, id: string | undefined, pack: PackInfo): void {
  if (pack.guides.length === 0) return;
  const guide = id === undefined ? pack.guides[0] : pack.guides.find((each) => each.id === id);
  if (guide === undefined) {
    const ids = pack.guides.map((each) => each.id).join(', ');
    throw new NudgeError('bad-request', `guide: expected one of ${ids}, got ${id}.`);
  }
  if (takes(guide, target)) return;
  const classes = guide.slots[0]?.labels.length ?? 0;
  throw new NudgeError(
    'bad-request',
    target.kind === 'class' && guide.targets.includes('class')
      ? `target: expected a class from 0 to ${classes - 1}, got ${target.index}.`
      : `target: expected ${guide.targets.join(' or ')}, as ${guide.title} takes it, got ${JSON.stringify(target)}.`,
  );
}

/** A lane is classifier-free if and only if its guide is. @throws NudgeError `bad-request` */
function checkRule(rule: Lane['rule'], id: string | undefined, pack: PackInfo): void {
  const guide = guideOf(pack, id);
  if (guide === null || (guide.rule.kind === 'classifier-free') === (rule !== undefined)) return;
  throw new NudgeError(
    'bad-request',
    `rule: expected ${guide.rule.kind}, as ${guide.title} steers, got ${rule?.kind ?? 'none'}.`,
  );
}

/** @throws NudgeError `bad-request`; the number of steps is checked where the timesteps are listed */
export function checkSpec(spec: RunSpec, pack: PackInfo): void {
  checkLanes(spec.lanes, pack);
  const T = pack.scheduler.trainTimesteps;
  if (spec.from !== null && !(Number.isInteger(spec.from.t) && spec.from.t >= 0 && spec.from.t < T)) {
    throw new NudgeError('bad-request', `t: expected a whole number from 0 to ${T - 1}, got ${spec.from.t}.`);
  }
  if (spec.rule.kind !== 'mean-shift' && spec.lanes.some(({ rule }) => rule !== undefined)) {
    throw new NudgeError(
      'bad-request',
      `rule: expected mean-shift beside classifier-free, got ${spec.rule.kind}.`,
    );
  }
  if (spec.sampler.kind === 'ddim' && !(spec.sampler.eta >= 0 && spec.sampler.eta <= 1)) {
    throw new NudgeError('bad-request', `η: expected a number from 0 to 1, got ${spec.sampler.eta}.`);
  }
}

/** @throws NudgeError `bad-request` naming the first thing that is wrong */
export function checkQuery({ xt, t, targets, guide }: Query, pack: PackInfo): void {
  const size = sampleSize(pack.sampleShape);
  if (t.length < 1 || xt.length !== t.length * size || (targets ?? t).length !== t.length) {
    throw new NudgeError(
      'bad-request',
      `observe: expected ${size} numbers of x_t and one target for each t, got ${xt.length} and ${targets?.length} for ${t.length}.`,
    );
  }
  const T = pack.scheduler.trainTimesteps;
  const badTime = t.find((each) => !(Number.isInteger(each) && each >= 0 && each < T));
  if (badTime !== undefined) {
    throw new NudgeError('bad-request', `t: expected a whole number from 0 to ${T - 1}, got ${badTime}.`);
  }
  for (const target of targets ?? []) checkTarget(target, guide, pack);
}
