// What is asked of the denoiser about a sentence: first about the t that is shown, then about every other one, evenly and
// ever finer, and then about all of them again with other noise. A self-conditioned denoiser is given zeros for its own
// estimate, as in half of its training.

import type { Asker, Errand, Source } from '../../../questions/asker';
import { askerBeside } from '../../../questions/asker-beside';
import { roundingOf } from '../../../diffusion/words/sentence';
import type { State } from '../../../history/state';
import { evenOrder } from '../../../measures/bound-total';
import { wordLoss } from '../../../measures/word-losses';
import type { Nudge } from '../../../store/world';
import { reportOf } from '../../../terms/errors';
import { embeddedOf, lossAsked, lossesOf, noisedWords, NO_TERMS, patchLosses } from './loss-state';
import { NO_LOSSES, type LossOf, type LossStatus, type LossTerms } from './losses';

/** A device that answers one within this is asked about many at once. */
const FAST_MS = 25;
const FEW = 2;
/** Rounding looks at every word for each of them, here on the page: more would hold it up. */
const MANY = 4;

const askers = new WeakMap<Nudge, Asker>();

/** The one that asks beside runs of sentences. */
function askerOf(nudge: Nudge): Asker {
  const known = askers.get(nudge);
  if (known !== undefined) return known;
  const asker = askerBeside(nudge);
  askers.set(nudge, asker);
  return asker;
}

/** From now on the losses are asked for. @returns the way to stop */
export const askForLosses = (nudge: Nudge): (() => void) => askerOf(nudge).watch(new LossQuestions(nudge));

export class LossQuestions implements Source {
  #order: readonly number[] = [];
  #batch = FEW;

  constructor(private readonly nudge: Nudge) {}

  key(): unknown {
    return lossAsked(this.#state());
  }

  next(): Errand | null {
    const state = this.#state();
    const of = lossAsked(state);
    if (of === null || state.model.backend === null) return null;
    const T = of.pack.scheduler.trainTimesteps;
    if (this.#order.length !== T) this.#order = evenOrder(T);
    if (lossesOf(state).of !== of) patchLosses(this.nudge, { ...this.#fresh(), of });
    const { settings, draws, step, status } = lossesOf(this.#state());
    if (status === 'idle') return null;
    const t = Math.min(settings.t, T - 1);
    if (step?.t !== t) return this.#ask(of, [t], 0, true);
    if (status === 'paused') return null;
    for (let draw = 0; draw < settings.draws; draw++) {
      const terms = draws[draw] ?? NO_TERMS;
      const missing = terms.size === T ? [] : this.#missing(terms);
      if (missing.length > 0) return this.#ask(of, missing, draw, false);
    }
    return null;
  }

  fail(error: unknown): void {
    if (this.#state().model.backend !== null) patchLosses(this.nudge, { trouble: reportOf(error).message });
  }

  #fresh() {
    const { settings, status } = lossesOf(this.#state());
    return { ...NO_LOSSES, settings, status };
  }

  #missing(terms: LossTerms): number[] {
    const missing: number[] = [];
    for (const t of this.#order) {
      if (terms.has(t)) continue;
      missing.push(t);
      if (missing.length === this.#batch) break;
    }
    return missing;
  }

  /** @param isShown whether it is about the t that is shown, alone */
  #ask(of: LossOf, times: readonly number[], draw: number, isShown: boolean): Errand {
    const sentence = embeddedOf(of, draw);
    const size = sentence.x0.length;
    const xt = new Float32Array(times.length * size);
    times.forEach((t, i) => xt.set(noisedWords(of, t, draw), i * size));
    return {
      query: { xt, t: Float32Array.from(times), targets: null },
      take: ({ modelOutput }, milliseconds) => {
        const { of: now, draws: before, status } = lossesOf(this.#state());
        const rounding = roundingOf(of.pack);
        if (modelOutput === null || rounding === null || now !== of || status === 'idle') return;
        if (times.length === FEW) this.#batch = milliseconds < FEW * FAST_MS ? MANY : FEW;
        const terms = new Map(before[draw]);
        const output = (i: number) => modelOutput.slice(i * size, (i + 1) * size);
        times.forEach((t, i) => terms.set(t, wordLoss(sentence, t, output(i), rounding)));
        const draws = Array.from({ length: Math.max(before.length, draw + 1) }, (_, i) =>
          i === draw ? terms : (before[i] ?? NO_TERMS),
        );
        const shown = isShown ? { step: { t: times[0] ?? 0, xt, output: output(0) } } : {};
        patchLosses(this.nudge, { trouble: null, draws, ...shown });
      },
    };
  }

  #state(): State {
    return this.nudge.store.getState();
  }
}

/** Every term that is known stays. An answer that comes after a cancel is not taken. */
export const setLossStatus = (nudge: Nudge, status: LossStatus): void => patchLosses(nudge, { status });
