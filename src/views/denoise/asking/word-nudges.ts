// What each word of a prompt adds to the nudge of the step on screen: the nudge as it was, less the one that the prompt
// without the word gives. Asked at rest, a few at once, of the guide that steered.

import { coefficients } from '../../../diffusion/samplers/coefficients';
import { settledStep, isFinished, type State } from '../../../history/state';
import type { Errand, Source } from '../../../questions/asker';
import type { Nudge } from '../../../store/world';
import { reportOf } from '../../../terms/errors';
import { scaleAt, type Lane } from '../../../terms/lane';
import { promptPieces, type PromptPiece } from '../../../terms/prompt-pieces';
import type { Samples } from '../../../terms/sample';
import { guidanceOf, type Step } from '../../../terms/step';
import type { Target } from '../../../terms/target';
import { selectLarge, selectSampler } from '../../run/selectors';

/** Asked at once, always as many: another number would be another shape of everything in the network. */
const AT_ONCE = 4;
const REST_MS = 250;
/** More would be no list to look at. */
export const MOST_PIECES = 16;

/** Nothing is asked while it plays. */
export interface WordNudges {
  /** The step and lane that they are of; null where there is nothing to ask about. */
  readonly of: Subject | null;
  /** One for each piece that was answered; null before. */
  readonly nudges: readonly (Float32Array | null)[];
  readonly trouble: string | null;
}

export interface Subject {
  readonly step: Step;
  readonly lane: number;
  readonly pieces: readonly PromptPiece[];
  /** What g is multiplied by in x_prev. */
  readonly factor: number;
}

export const NO_WORDS: WordNudges = { of: null, nudges: [], trouble: null };

/** The pieces of a prompt that are asked about. */
export function piecesOf(target: Target | undefined): readonly PromptPiece[] {
  return target?.kind === 'prompt' ? promptPieces(target.parts).slice(0, MOST_PIECES) : [];
}

/** null while it plays, at the end, and where nothing is nudged: the step has no word's nudge to show. */
export function subjectOf(state: State): Subject | null {
  const { model, run } = state;
  const step = settledStep(state);
  const lane = selectLarge(state);
  const found = step?.lanes[lane];
  if (model.backend === null || model.recorded || run.status === 'playing' || isFinished(state)) return null;
  if (step === null || found === undefined || guidanceOf(step) === null) return null;
  const factor = factorOf(state, step, found);
  const pieces = piecesOf(found.target);
  return factor === 0 || pieces.length === 0 ? null : { step, lane, pieces, factor };
}

function factorOf(state: State, { transition }: Step, lane: Lane): number {
  return scaleAt(lane, transition.t) * coefficients(selectSampler(state), transition).shift;
}

export class WordQuestions implements Source {
  #now: WordNudges = NO_WORDS;

  constructor(
    private readonly nudge: Nudge,
    private readonly found: (nudges: WordNudges) => void,
  ) {}

  key(): unknown {
    const state = this.nudge.store.getState();
    const subject = subjectOf(state);
    if (subject === null) return null;
    return subject.step === this.#now.of?.step && subject.lane === this.#now.of.lane ? this.#now.of : subject;
  }

  next(restedFor: number): Errand | number | null {
    const subject = subjectOf(this.nudge.store.getState());
    const { of } = this.#now;
    const isNew = subject?.step !== of?.step || subject?.lane !== of?.lane;
    if (isNew) this.#tell(subject === null ? NO_WORDS : begun(subject));
    if (subject === null) return null;
    if (restedFor < REST_MS) return REST_MS - restedFor;
    const missing = this.#now.nudges.flatMap((each, at) => (each === null ? [at] : [])).slice(0, AT_ONCE);
    return missing.length === 0 ? null : this.#ask(this.#now.of!, missing);
  }

  fail(error: unknown): void {
    this.#tell({ ...this.#now, trouble: reportOf(error).message });
  }

  #ask(subject: Subject, missing: readonly number[]): Errand {
    const { step, lane, pieces, factor } = subject;
    const size = step.xt.length / step.lanes.length;
    const from = lane * size;
    const asked = Array.from({ length: AT_ONCE }, (_, i) => missing[Math.min(i, missing.length - 1)]!);
    const xt = new Float32Array(AT_ONCE * size);
    asked.forEach((_, i) => xt.set(step.xt.subarray(from, from + size), i * size));
    const { guide } = step.lanes[lane]!;
    return {
      query: {
        xt,
        t: new Float32Array(AT_ONCE).fill(step.transition.t),
        targets: asked.map((at) => ({ kind: 'prompt', parts: pieces[at]!.without })),
        denoiser: false,
        ...(guide === undefined ? {} : { guide }),
      },
      take: ({ guidance }) => {
        if (this.#now.of !== subject || guidance === null) return;
        const whole = guidanceOf(step)!.gradient.subarray(from, from + size);
        const nudges = this.#now.nudges.map((each, at) => {
          const i = missing.indexOf(at);
          return i < 0 ? each : lessOf(whole, guidance.gradient.subarray(i * size, (i + 1) * size), factor);
        });
        this.#tell({ ...this.#now, nudges, trouble: null });
      },
    };
  }

  #tell(now: WordNudges): void {
    this.#now = now;
    this.found(now);
  }
}

function begun(of: Subject): WordNudges {
  return { of, nudges: of.pieces.map(() => null), trouble: null };
}

function lessOf(whole: Samples, without: Samples, factor: number): Float32Array {
  return whole.map((g, i) => factor * (g - without[i]!));
}

/** The nudge of a subject's lane. */
export function wholeOf({ step, lane }: Subject): Float32Array {
  const size = step.meanShift.length / step.lanes.length;
  return step.meanShift.subarray(lane * size, (lane + 1) * size);
}

/** How much of the whole nudge lies in a word's: their product, as a share of the whole's with itself. */
export function shareOf(word: Float32Array, whole: Float32Array): number {
  let [both, own] = [0, 0];
  whole.forEach((n, i) => {
    both += n * word[i]!;
    own += n * n;
  });
  return own === 0 ? 0 : both / own;
}

/** Per pixel, how far a word's nudge goes the way of the whole one: above 0 with it, below 0 against it. */
export function alongOf(word: Float32Array, whole: Float32Array, channels: number): Float32Array {
  return Float32Array.from({ length: word.length / channels }, (_, pixel) => {
    let [both, own] = [0, 0];
    for (let i = pixel * channels; i < (pixel + 1) * channels; i++) {
      both += word[i]! * whole[i]!;
      own += whole[i]! ** 2;
    }
    return own === 0 ? 0 : both / Math.sqrt(own);
  });
}
