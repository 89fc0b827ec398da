// What is asked of the plane's denoiser about its bound: points of the data at every t, those where most bits are spent
// before the rest. The exact denoiser answers here, about the same points and the same noise.

import { pointProbe, type PointProbe } from '../../../diffusion/mixture/point-probe';
import { createSchedule } from '../../../diffusion/schedule';
import { settingsOf } from '../../../history/state';
import { boundTables, type BoundAt } from '../../../measures/bound';
import { askingOrder } from '../../../measures/bound-total';
import { pointTerms, type PointTerms } from '../../../measures/point-bound';
import type { Errand, Source } from '../../../questions/asker';
import { reportOf } from '../../../terms/errors';
import type { PackInfo } from '../../../terms/pack-info';
import type { Mixture } from '../../../terms/plane';
import { planeOf } from '../settings';
import { mixtureOrNull } from '../source';
import { trainingOf } from '../state';
import type { OpenedPlane } from '../use-plane';

/** Points of the data whose bounds are averaged. */
export const BOUND_POINTS = 64;
const SEED = 11;
/** Exponentials that the exact denoiser may take between two rests of the page. */
const AT_ONCE = 300_000;

/** What a bound is of. */
interface PlaneBoundOf {
  readonly pack: PackInfo;
  /** Steps of training that the network had. */
  readonly step: number;
  readonly probe: PointProbe;
  readonly tables: readonly BoundAt[];
}

/** What is known so far of the bound of a network of the plane. */
export interface PlaneBound {
  readonly of: PlaneBoundOf;
  /** By t. */
  readonly terms: ReadonlyMap<number, PointTerms>;
  /** Why the network does not answer; null when it does. */
  readonly trouble: string | null;
}

/** t that are asked about in one question. */
export function timesAtOnce({ variances }: Mixture, points: number): number {
  return Math.max(1, Math.min(25, Math.floor(AT_ONCE / (points * variances.length))));
}

/** A source for the plane’s asker. Each answer makes a new `PlaneBound`, which `found` is called with. */
export class PlaneBoundQuestions implements Source {
  #bound: PlaneBound | null = null;
  #order: number[] = [];

  constructor(
    private readonly plane: OpenedPlane,
    private readonly found: (bound: PlaneBound) => void,
  ) {}

  key(): unknown {
    return this.plane.store.getState().model.pack;
  }

  /** A network that is being trained is another one at every question: it is asked when it rests. */
  next(): Errand | null {
    const state = this.plane.store.getState();
    const { pack, backend } = state.model;
    const mixture = mixtureOrNull(planeOf(settingsOf(state)));
    const training = trainingOf(state);
    if (pack === null || backend === null || mixture === null || training?.status === 'training') return null;
    const step = training?.step ?? 0;
    if (this.#bound?.of.pack !== pack || this.#bound.of.step !== step) this.#begin(pack, mixture, step);
    const bound = this.#bound!;
    const left = this.#order.filter((t) => !bound.terms.has(t));
    const times = left.slice(0, timesAtOnce(mixture, BOUND_POINTS));
    return times.length === 0 ? null : this.#ask(bound.of, times);
  }

  fail(error: unknown): void {
    if (this.#bound !== null) this.#set({ ...this.#bound, trouble: reportOf(error).message });
  }

  #begin(pack: PackInfo, mixture: Mixture, step: number): void {
    const tables = boundTables(pack.scheduler, createSchedule(pack.scheduler));
    // the answers of the exact one are the same as long as the data and its noise are
    const before = this.#bound?.of;
    const probe =
      before?.pack === pack ? before.probe : pointProbe(mixture, pack.scheduler, BOUND_POINTS, SEED);
    this.#order = askingOrder(tables.length);
    this.#bound = { of: { pack, step, probe, tables }, terms: new Map(), trouble: null };
  }

  #ask(of: PlaneBoundOf, times: readonly number[]): Errand {
    const { xt, t } = asked(of.probe, times);
    return {
      query: { xt, t, targets: null },
      take: ({ modelOutput }) => {
        if (modelOutput === null || this.#bound?.of !== of) return;
        const terms = new Map(this.#bound.terms);
        for (const each of answered(of, times, modelOutput)) terms.set(each.t, each);
        this.#set({ of, terms, trouble: null });
      },
    };
  }

  #set(bound: PlaneBound): void {
    this.#bound = bound;
    this.found(bound);
  }
}

/** The probe's points at several t, as one question. */
export function asked(probe: PointProbe, times: readonly number[]) {
  const size = probe.x0.length;
  const xt = new Float32Array(size * times.length);
  const t = new Float32Array((size / 2) * times.length);
  times.forEach((time, i) => {
    xt.set(probe.at(time).xt, size * i);
    t.fill(time, (size / 2) * i, (size / 2) * (i + 1));
  });
  return { xt, t };
}

/** What the answer to it says. */
export function answered(
  { probe, tables, pack }: Pick<PlaneBoundOf, 'probe' | 'tables' | 'pack'>,
  times: readonly number[],
  outputs: Float32Array,
): PointTerms[] {
  const size = probe.x0.length;
  return times.map((time, i) => {
    const output = outputs.slice(size * i, size * (i + 1));
    return pointTerms({ ...probe.at(time), output }, tables[time]!, pack.scheduler.predictionType);
  });
}
