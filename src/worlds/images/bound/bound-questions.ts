// What is asked of the denoiser about the bound: first about the t that is shown, then about every other one, those
// where most bits are spent before the rest, and then about all of them again with other noise.

import type { Errand, Source } from '../../../questions/asker';
import type { State } from '../../../history/state';
import type { Nudge } from '../../../store/world';
import { learnedOf } from '../../../diffusion/learned-variance';
import { boundTerm } from '../../../measures/bound';
import { askingOrder } from '../../../measures/bound-total';
import { reportOf } from '../../../terms/errors';
import type { Samples } from '../../../terms/sample';
import { noiseOf, patchNoise } from '../noise-state';
import { NO_BOUND, type Bound, type BoundOf, type BoundStatus } from './bound';
import { boundAsked, isSameBound, noiseAt, noisedFor, picturesAt } from './bound-state';

/** A device that answers one within this is asked about many at once. */
const FAST_MS = 25;
const FEW = 2;
const MANY = 16;

export class BoundQuestions implements Source {
  #of: BoundOf | null = null;
  #order: number[] = [];
  #batch = FEW;

  constructor(private readonly nudge: Nudge) {}

  key(): unknown {
    const asked = boundAsked(this.#state());
    if (!isSameBound(asked, this.#of)) this.#of = asked;
    return this.#of;
  }

  next(): Errand | null {
    const state = this.#state();
    const of = this.#of;
    if (of === null || state.model.backend === null || state.model.recorded) return null;
    if (!isSameBound(noiseOf(state).bound.of, of)) this.#begin(of);
    const { settings, bound, boundLooks } = noiseOf(this.#state());
    if (bound.status === 'idle') return null;
    const t = Math.min(settings.t, of.tables.length - 1);
    if (bound.pictures?.t !== t) return this.#ask(of, [t], 0, true);
    if (bound.status === 'paused') return null;
    for (let draw = 0; draw < boundLooks.draws; draw++) {
      const known = draw === 0 ? bound.terms : bound.more[draw - 1];
      if (known?.size === of.tables.length) continue;
      const left = this.#order.filter((each) => known?.has(each) !== true);
      return this.#ask(of, left.slice(0, this.#batch), draw, false);
    }
    return null;
  }

  fail(error: unknown): void {
    if (this.#state().model.backend !== null) this.#patch({ trouble: reportOf(error).message });
  }

  #begin(of: BoundOf): void {
    this.#order = askingOrder(of.tables.length);
    this.#patch({ ...NO_BOUND, of, status: noiseOf(this.#state()).bound.status });
  }

  #ask(of: BoundOf, times: readonly number[], draw: number, isShown: boolean): Errand {
    const size = of.x0.length;
    const xt = new Float32Array(times.length * size);
    times.forEach((t, i) => xt.set(noisedFor(of, t, draw), i * size));
    return {
      query: { xt, t: Float32Array.from(times), targets: null },
      take: ({ modelOutput }, milliseconds) => {
        const { bound } = noiseOf(this.#state());
        if (modelOutput === null || bound.status === 'idle' || !isSameBound(bound.of, of)) return;
        if (times.length === FEW) this.#batch = milliseconds < FEW * FAST_MS ? MANY : FEW;
        const each = modelOutput.length / times.length; // twice the size where Σ is learned
        const outputs = times.map((_, i) => modelOutput.slice(i * each, (i + 1) * each));
        this.#patch({
          trouble: null,
          ...this.#withTerms(of, times, draw, outputs),
          ...(isShown ? { pictures: picturesAt(of, times[0]!, xt, outputs[0]!) } : {}),
        });
      },
    };
  }

  #withTerms(
    of: BoundOf,
    times: readonly number[],
    draw: number,
    outputs: readonly Samples[],
  ): Partial<Bound> {
    const { terms: first, more } = noiseOf(this.#state()).bound;
    const terms = new Map(draw === 0 ? first : more[draw - 1]);
    times.forEach((t, i) => {
      const predicted = { x0: of.x0, eps: noiseAt(of, t, draw), output: outputs[i]! };
      terms.set(t, boundTerm(predicted, of.tables[t]!, of.pack.scheduler, learnedOf(of.pack)));
    });
    if (draw === 0) return { terms };
    const others = [...more];
    others[draw - 1] = terms;
    return { more: others };
  }

  #patch(changes: Partial<Bound>): void {
    patchNoise(this.nudge, { bound: { ...noiseOf(this.#state()).bound, ...changes } });
  }

  #state(): State {
    return this.nudge.store.getState();
  }
}

/** Every term that is known stays. An answer that comes after a cancel is not taken. */
export function setBoundStatus(nudge: Nudge, status: BoundStatus): void {
  patchNoise(nudge, { bound: { ...noiseOf(nudge.store.getState()).bound, status } });
}
