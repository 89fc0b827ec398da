// Parts of a run's file, from what is known of its steps.

import { sameInterval } from '../terms/interval';
import type { FileLane, RunFileStep, Stretch } from '../terms/run-file';
import type { Lane } from '../terms/lane';
import { meanShift, type RunRule } from '../terms/rule';
import type { Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import { classOf, sameTarget } from '../terms/target';
import { targetText } from '../terms/target-text';
import { toBase64 } from './base64';
import type { Transition } from '../terms/transition';

interface Taken {
  readonly transition: Omit<Transition, 'index'>;
  readonly value: Float32Array | null; // [B]
  readonly beliefs: Float32Array | null; // [B, Σ K]
  readonly xt: Samples | null; // [B, H, W, C]
  readonly numbers?: { readonly varianceRms?: number };
}

/** @param index position in the run, from 0 */
export function runFileStep(index: number, { transition, value, beliefs, xt, numbers }: Taken): RunFileStep {
  const { t, beta, alphaCumprod, alphaCumprodPrev, variance } = transition;
  return {
    index,
    t,
    beta,
    alphaCumprod,
    alphaCumprodPrev,
    variance: numbers?.varianceRms ?? variance,
    value: value && Array.from(value),
    classProbs: beliefs && Array.from(beliefs),
    xt: xt && toBase64(xt),
  };
}

interface Use {
  readonly sampler: Sampler;
  readonly rule?: RunRule;
  readonly clamp?: boolean;
  readonly lanes: readonly Lane[];
}

/** Steps that used the same, as one stretch. */
export function stretchesOf(steps: readonly Use[]): Stretch[] {
  const stretches: Stretch[] = [];
  let last: Use | null = null;
  steps.forEach((use, at) => {
    if (last !== null && sameUse(last, use)) return;
    last = use;
    const { sampler, rule = meanShift, clamp = true, lanes } = use;
    stretches.push({
      at,
      sampler,
      ...(rule.kind === 'mean-shift' ? {} : { rule }),
      ...(clamp ? {} : { clamp }),
      lanes: lanes.map(fileLane),
    });
  });
  return stretches;
}

function fileLane({ target, ...lane }: Lane): FileLane {
  return { target: classOf(target) ?? targetText(target), ...lane };
}

function sameUse(a: Use, b: Use): boolean {
  if (a.sampler.kind !== b.sampler.kind || etaOf(a.sampler) !== etaOf(b.sampler)) return false;
  if (JSON.stringify(a.rule) !== JSON.stringify(b.rule) || (a.clamp ?? true) !== (b.clamp ?? true))
    return false;
  if (a.lanes === b.lanes) return true;
  return a.lanes.every((lane, i) => {
    const other = b.lanes[i];
    return (
      other !== undefined &&
      sameTarget(lane.target, other.target) &&
      lane.guidanceScale === other.guidanceScale &&
      sameInterval(lane.guidanceInterval, other.guidanceInterval) &&
      lane.seed === other.seed &&
      lane.guide === other.guide &&
      lane.rule?.kind === other.rule?.kind
    );
  });
}

function etaOf(sampler: Sampler): number {
  return sampler.kind === 'ddim' ? sampler.eta : 0;
}
