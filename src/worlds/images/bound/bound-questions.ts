// What is asked of the denoiser about bounds: first about the t that is shown, then about every other one, those where
// most bits are spent before the rest, of one picture or of all that are compared at each t, and then about all of them
// again with other noise.

import type { Errand, Source } from '../../../questions/asker';
import type { State } from '../../../history/state';
import type { Nudge } from '../../../store/world';
import { learnedOf } from '../../../diffusion/learned-variance';
import { boundTerm, type BoundTerm } from '../../../measures/bound';
import { askingOrder, coarseOrder } from '../../../measures/bound-total';
import { reportOf } from '../../../terms/errors';
import { noiseOf, patchNoise } from '../noise-state';
import { NO_BOUND, type Bound, type BoundOf, type BoundStatus, type PictureBound } from './bound';
import { boundAsked, isSameBound, knownOf, noiseAt, noisedFor, picturesAt } from './bound-state';
import { MOST_IN_SET } from './compared';
import { lanesOf, type Lanes } from './lanes';

/** A device that answers one within this is asked about many at once. */
const FAST_MS = 25;
const FEW = 2;
const MANY = 16;
/** Pictures that are kept beside the one that is shown. */
const MOST_KEPT = MOST_IN_SET + 3;

/** A lane of the question. */
interface Lane {
  readonly of: BoundOf;
  readonly t: number;
}

/**
 * A source for the asker (`NoiseActions.ask`), which writes its answers into `Noise.bound`. It asks nothing
 * while that is idle, and only about the shown t while it is paused.
 */
export class BoundQuestions implements Source {
  #of: BoundOf | null = null;
  #lanes: Lanes | null = null;
  #key: unknown = null;
  #order: { readonly one: readonly number[]; readonly several: readonly number[] } = { one: [], several: [] };
  #batch = FEW;

  constructor(private readonly nudge: Nudge) {}

  key(): unknown {
    const state = this.#state();
    const [asked, lanes] = [boundAsked(state), lanesOf(state)];
    if (isSameBound(asked, this.#of) && lanes === this.#lanes) return this.#key;
    this.#lanes = lanes;
    if (!isSameBound(asked, this.#of)) this.#of = asked;
    this.#key = {};
    return this.#key;
  }

  next(): Errand | null {
    const state = this.#state();
    const of = this.#of;
    if (of === null || state.model.backend === null || state.model.recorded) return null;
    if (!isSameBound(noiseOf(state).bound.of, of)) this.#begin(of);
    const { settings, bound, boundLooks } = noiseOf(this.#state());
    if (bound.status === 'idle') return null;
    const t = Math.min(settings.t, of.tables.length - 1);
    if (bound.pictures?.t !== t) return this.#ask([{ of, t }], 0, of);
    if (bound.status === 'paused') return null;
    const lanes = this.#lanes?.of ?? [];
    const draws = this.#lanes?.kind === 'one' ? boundLooks.draws : 1;
    for (let draw = 0; draw < draws; draw++) {
      const missing = this.#missing(lanes, draw, t);
      if (missing.length > 0) return this.#ask(missing, draw, null);
    }
    return null;
  }

  fail(error: unknown): void {
    if (this.#state().model.backend !== null) this.#patch({ trouble: reportOf(error).message });
  }

  /** What is known of the pictures before is kept, as long as it is under the same noise. */
  #begin(of: BoundOf): void {
    const { bound } = noiseOf(this.#state());
    const T = of.tables.length;
    this.#order = { one: askingOrder(T), several: coarseOrder(T) };
    const others = new Map(
      [...bound.others].filter(([, known]) => known.of?.seed === of.seed && known.of.pack === of.pack),
    );
    if (bound.of?.seed === of.seed && bound.of.pack === of.pack && bound.terms.size > 0) {
      others.delete(bound.of.key);
      others.set(bound.of.key, { of: bound.of, terms: bound.terms, more: bound.more });
    }
    const { terms, more } = others.get(of.key) ?? NO_BOUND;
    others.delete(of.key);
    const wanted = new Set(this.#lanes?.of.map(({ key }) => key));
    for (const key of others.keys()) {
      if (others.size <= MOST_KEPT) break;
      if (!wanted.has(key)) others.delete(key);
    }
    this.#patch({ ...NO_BOUND, of, terms, more, others, status: bound.status });
  }

  /** The next lanes of which nothing is known: every picture at one t, the shown one first, then the next t. */
  #missing(pictures: readonly BoundOf[], draw: number, shown: number): Lane[] {
    const { bound } = noiseOf(this.#state());
    const open = pictures.flatMap((of) => {
      const known = termsOf(knownOf(bound, of), draw);
      return known?.size === of.tables.length ? [] : [{ of, known }];
    });
    const missing: Lane[] = [];
    if (open.length === 0) return missing;
    const order = this.#lanes?.kind === 'one' ? this.#order.one : [shown, ...this.#order.several];
    for (const t of new Set(order)) {
      for (const { of, known } of open) {
        if (known?.has(t) === true) continue;
        missing.push({ of, t });
        if (missing.length === this.#batch) return missing;
      }
    }
    return missing;
  }

  /** @param shown whose pictures at t, of the only lane, are on screen */
  #ask(lanes: readonly Lane[], draw: number, shown: BoundOf | null): Errand {
    const size = lanes[0]!.of.x0.length;
    const xt = new Float32Array(lanes.length * size);
    lanes.forEach(({ of, t }, i) => xt.set(noisedFor(of, t, draw), i * size));
    return {
      query: { xt, t: Float32Array.from(lanes, ({ t }) => t), targets: null },
      take: ({ modelOutput }, milliseconds) => {
        const { bound } = noiseOf(this.#state());
        if (modelOutput === null || bound.status === 'idle') return;
        if (lanes.length === FEW) this.#batch = milliseconds < FEW * FAST_MS ? MANY : FEW;
        const each = modelOutput.length / lanes.length; // twice the size where Σ is learned
        const terms = lanes.map(({ of, t }, i): readonly [BoundOf, BoundTerm] => {
          const output = modelOutput.slice(i * each, (i + 1) * each);
          const predicted = { x0: of.x0, eps: noiseAt(of, t, draw), output };
          return [of, boundTerm(predicted, of.tables[t]!, of.pack.scheduler, learnedOf(of.pack))];
        });
        const isShown = shown !== null && isSameBound(bound.of, shown);
        this.#patch({
          trouble: null,
          ...withTerms(bound, terms, draw),
          ...(isShown ? { pictures: picturesAt(shown, lanes[0]!.t, xt, modelOutput) } : {}),
        });
      },
    };
  }

  #patch(changes: Partial<Bound>): void {
    patchNoise(this.nudge, { bound: { ...noiseOf(this.#state()).bound, ...changes } });
  }

  #state(): State {
    return this.nudge.store.getState();
  }
}

const termsOf = (known: PictureBound | undefined, draw: number): PictureBound['terms'] | undefined =>
  draw === 0 ? known?.terms : known?.more[draw - 1];

/** Answers about pictures under another noise than the one on screen are of no use any more. */
function withTerms(
  bound: Bound,
  answers: readonly (readonly [BoundOf, BoundTerm])[],
  draw: number,
): Partial<Bound> {
  const added = new Map<string, { of: BoundOf; terms: Map<number, BoundTerm> }>();
  for (const [of, term] of answers) {
    if (bound.of?.seed !== of.seed || bound.of.pack !== of.pack) continue;
    const into = added.get(of.key) ?? { of, terms: new Map(termsOf(knownOf(bound, of), draw)) };
    added.set(of.key, into);
    into.terms.set(term.t, term);
  }
  let ofShown: Partial<Bound> = {};
  const others = new Map(bound.others);
  for (const { of, terms } of added.values()) {
    const before = knownOf(bound, of);
    const more = [...(before?.more ?? [])];
    if (draw > 0) more[draw - 1] = terms;
    const now = { terms: draw === 0 ? terms : (before?.terms ?? NO_BOUND.terms), more };
    if (isSameBound(bound.of, of)) ofShown = now;
    else others.set(of.key, { of, ...now });
  }
  return { ...ofShown, others };
}

/** Every term that is known stays. An answer that comes after a cancel is not taken. */
export function setBoundStatus(nudge: Nudge, status: BoundStatus): void {
  patchNoise(nudge, { bound: { ...noiseOf(nudge.store.getState()).bound, status } });
}
