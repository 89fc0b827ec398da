// What of the bound follows from the state, and from what the denoiser says.

import { jump } from '../../../diffusion/forward/jump';
import { learnedOf, splitOutput } from '../../../diffusion/learned-variance';
import { interpret } from '../../../diffusion/prediction';
import { projectionOf } from '../../../diffusion/projections';
import { normalBatch } from '../../../diffusion/noise/gaussian';
import { createSchedule } from '../../../diffusion/schedule';
import { coefficients } from '../../../diffusion/samplers/coefficients';
import type { State } from '../../../history/state';
import { boundTables, type BoundAt } from '../../../measures/bound';
import { roundedToLevels } from '../../../measures/discretised-gaussian';
import type { Samples } from '../../../terms/sample';
import type { SchedulerConfig, VarianceType } from '../../../terms/scheduler';
import { forwardSamplesOf, noiseOf } from '../noise-state';
import { NO_BOUND, type Bound, type BoundOf, type BoundPictures, type PictureBound } from './bound';
import { keyOfSource } from './compared';

const rounded = new WeakMap<Samples, Samples>();
type Tables = Partial<Record<VarianceType, readonly BoundAt[]>>;

const tablesByScheduler = new WeakMap<SchedulerConfig, Tables>();

/** Computed once for each key. */
function once<K extends object, V>(known: WeakMap<K, V>, key: K, work: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = work();
  known.set(key, value);
  return value;
}

/** Under a variance that may be another than the scheduler's own. */
export function tablesOf(scheduler: SchedulerConfig, varianceType: VarianceType): readonly BoundAt[] {
  const bySchedule = once(tablesByScheduler, scheduler, (): Tables => ({}));
  return (bySchedule[varianceType] ??= boundTables({ varianceType }, createSchedule(scheduler)));
}

/** What is to be asked about; null while picture or model are not here. */
export function boundAsked(state: Pick<State, 'own' | 'model'>): BoundOf | null {
  const { pack } = state.model;
  const samples = forwardSamplesOf(state);
  if (pack === null || samples === null) return null;
  return {
    key: keyOfSource(noiseOf(state).settings.source),
    x0: once(rounded, samples.x0, () => roundedToLevels(samples.x0)),
    seed: noiseOf(state).settings.seed,
    pack,
    tables: tablesOf(pack.scheduler, pack.scheduler.varianceType),
  };
}

export function isSameBound(a: BoundOf | null, b: BoundOf | null): boolean {
  return a?.key === b?.key && a?.seed === b?.seed && a?.pack === b?.pack;
}

/** What is known of the picture that is looked at now; nothing of another one. */
export function boundOf(state: Pick<State, 'own' | 'model'>): Bound {
  const { bound } = noiseOf(state);
  return isSameBound(bound.of, boundAsked(state)) ? bound : NO_BOUND;
}

/** What is known of any picture; undefined where that is nothing. */
export function knownOf(bound: Bound, of: BoundOf): PictureBound | undefined {
  const known = isSameBound(bound.of, of) ? bound : bound.others.get(of.key);
  return known !== undefined && isSameBound(known.of, of) ? known : undefined;
}

/** The noise of one t: as OpenAI's loop, another for each. @param draw further draws have keys of their own */
export function noiseAt({ seed, x0 }: BoundOf, t: number, draw = 0): Samples {
  return normalBatch([keyOf(seed, draw)], x0.length, 'forward', t);
}

function keyOf(seed: number, draw: number): number {
  return seed + draw > Number.MAX_SAFE_INTEGER ? draw - 1 : seed + draw;
}

/** x_t of the measured picture, with the noise of its t and draw. @returns [H, W, C] flat */
export function noisedFor(of: BoundOf, t: number, draw = 0): Samples {
  return jump(of.x0, noiseAt(of, t, draw), of.tables[t]!.alphaCumprod);
}

/** @param output of the denoiser at x_t */
export function picturesAt(
  { x0, pack, tables }: BoundOf,
  t: number,
  xt: Samples,
  output: Samples,
): BoundPictures {
  const at = tables[t]!;
  const { prediction } = splitOutput(output, learnedOf(pack));
  const predicted = interpret(xt, prediction, pack.scheduler.predictionType, at.alphaCumprod).predX0;
  const predX0 = projectionOf(pack)(predicted);
  const { ofX0, ofXt } = coefficients('ddpm', { ...at, variance: 0 });
  const mean = (of: Samples): Samples => of.map((x, i) => ofX0 * x + ofXt * xt[i]!);
  return { t, xt, trueMean: mean(x0), modelMean: mean(predX0) };
}
