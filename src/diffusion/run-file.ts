// Parts of a run's file, from what is known of its steps.

import type { RunFileStep, Stretch } from '../terms/run-file';
import type { Lane } from '../terms/lane';
import type { Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import { toBase64 } from './base64';
import type { Transition } from '../terms/transition';

interface Taken {
  readonly transition: Omit<Transition, 'index'>;
  readonly value: Float32Array | null; // [B]
  readonly classProbs: Float32Array | null; // [B, K]
  readonly xt: Samples | null; // [B, H, W, C]
}

export function runFileStep(index: number, { transition, value, classProbs, xt }: Taken): RunFileStep {
  const { t, beta, alphaCumprod, alphaCumprodPrev, variance } = transition;
  return {
    index,
    t,
    beta,
    alphaCumprod,
    alphaCumprodPrev,
    variance,
    value: value && Array.from(value),
    classProbs: classProbs && Array.from(classProbs),
    xt: xt && toBase64(xt),
  };
}

/** Steps that used the same, as one stretch. */
export function stretchesOf(
  steps: readonly { readonly sampler: Sampler; readonly lanes: readonly Lane[] }[],
): Stretch[] {
  const stretches: Stretch[] = [];
  steps.forEach(({ sampler, lanes }, at) => {
    const last = stretches.at(-1);
    if (last === undefined || !sameUse(last, { sampler, lanes })) stretches.push({ at, sampler, lanes });
  });
  return stretches;
}

type Use = Pick<Stretch, 'sampler' | 'lanes'>;

function sameUse(a: Use, b: Use): boolean {
  if (a.sampler.kind !== b.sampler.kind || etaOf(a.sampler) !== etaOf(b.sampler)) return false;
  if (a.lanes === b.lanes) return true;
  return a.lanes.every((lane, i) => {
    const other = b.lanes[i];
    return (
      lane.target === other?.target && lane.guidanceScale === other.guidanceScale && lane.seed === other.seed
    );
  });
}

function etaOf(sampler: Sampler): number {
  return sampler.kind === 'ddim' ? sampler.eta : 0;
}
