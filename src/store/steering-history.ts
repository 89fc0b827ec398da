// From a path to the list of its steerings: how it went, in the words of the settings.

import type { PackInfo } from '../terms/pack-info';
import type { Steering } from '../terms/steering';
import { isComplete, type Path } from './path';
import type { Settings } from './settings';
import type { StepRecord } from './step-record';

type Use = Omit<Steering, 'at'>;

/**
 * What differs from the settings at the first step, and then every change; without any, []. What the settings ask
 * of a step that has not been taken yet is the last item.
 */
export function steeringHistory(path: Path, settings: Settings, pack: PackInfo): readonly Steering[] {
  const list: Steering[] = [];
  let before: Use = askedBy(settings);
  const turn = (at: number, use: Use): void => {
    const changed = changes(before, use);
    if (changed !== null) list.push({ at, ...changed });
    before = { ...before, ...use };
  };
  path.steps.forEach((record, at) => turn(at, takenBy(record, settings, pack)));
  if (!isComplete(path) && path.steps.length > 0) turn(path.steps.length, askedBy(settings));
  return list;
}

function askedBy({ target, guidanceScale, seed, sampler }: Settings): Use {
  return { target, guidanceScale, seed, sampler };
}

/** The first lane goes by the settings, but for the scale of a row of scales and where nothing guides. */
function takenBy({ lanes, sampler }: StepRecord, settings: Settings, pack: PackInfo): Use {
  const lane = lanes[0];
  if (lane === undefined) return {};
  const guided = pack.classes.length > 0;
  return {
    seed: lane.seed,
    sampler: sampler.kind,
    ...(guided ? { target: lane.target } : {}),
    ...(guided && settings.lanes !== 'scales' ? { guidanceScale: lane.guidanceScale } : {}),
  };
}

function changes(before: Use, now: Use): Use | null {
  const { target, guidanceScale, seed, sampler } = now;
  const changed = {
    ...(target === undefined || target === before.target ? {} : { target }),
    ...(guidanceScale === undefined || guidanceScale === before.guidanceScale ? {} : { guidanceScale }),
    ...(seed === undefined || seed === before.seed ? {} : { seed }),
    ...(sampler === undefined || sampler === before.sampler ? {} : { sampler }),
  };
  return Object.keys(changed).length === 0 ? null : changed;
}
