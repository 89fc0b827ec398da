// What a step shows, in plain words, worked out from its numbers: why the nudge rises and fades.

import { formatPercent } from '../../plots/format';
import type { Verdict } from '../../terms/networks';

export interface NoteFacts {
  /** Label of the class asked for. */
  readonly target: string;
  readonly guidanceScale: number;
  /** The noisy classifier's p of that class, guided and not guided (null without a twin); null without a guide. */
  readonly belief: { readonly guided: number; readonly unguided: number | null } | null;
  readonly classCount: number;
  /** RMS per pixel of the nudge. */
  readonly nudge: number;
  /** σ of the step; 0 where it adds no noise. */
  readonly sigma: number;
  readonly finished: boolean;
  /** The judge's, on the guided and the unguided sample; null without a judge or before the end. */
  readonly verdicts: { readonly guided: Labelled; readonly unguided: Pick<Labelled, 'label'> | null } | null;
}

export interface Labelled extends Pick<Verdict, 'probability'> {
  readonly label: string;
}

export interface Note {
  readonly head: string;
  readonly body: string;
}

export function noteOf(facts: NoteFacts | null): Note {
  if (facts === null) {
    return {
      head: 'Noise, and a question.',
      body: 'Both pictures begin as the same noise. One is left to the model; the other is nudged, a little in every step, toward the class you choose.',
    };
  }
  if (facts.finished) return finishedNote(facts);
  const { belief, target, guidanceScale, nudge, sigma, classCount } = facts;
  if (belief === null) {
    return {
      head: 'The model alone.',
      body: 'Without a classifier there is no g, and x_prev is drawn around μ: plain ancestral sampling.',
    };
  }
  if (guidanceScale === 0) {
    return {
      head: 'At s = 0 nothing is nudged.',
      body: `Both pictures take the same steps. The classifier still says which way ${target} lies, and nobody follows.`,
    };
  }
  const ratio = sigma > 0 && nudge > 0 ? timesSmaller(sigma / nudge) : null;
  const beside = ratio === null ? 'The nudge is small' : `${ratio} than the noise`;
  const chance = 1 / Math.max(2, classCount);
  if (belief.guided > 0.9) {
    return {
      head: `The classifier is sure of ${target}.`,
      body: `p is ${formatPercent(belief.guided)}, so log p has nowhere left to rise: its gradient vanishes, and the nudge with it. The model finishes the picture alone.`,
    };
  }
  if (belief.guided < chance * 1.35) {
    return {
      head: `${capital(beside)}, and nearly blind.`,
      body: `In this much noise the classifier cannot tell: ${formatPercent(belief.guided)} for ${target} is about a guess. Its gradient is near 0, so the nudge hardly leans anywhere yet.`,
    };
  }
  return {
    head: `${capital(beside)}, and it decides.`,
    body: `Here the classifier can be persuaded: ${formatPercent(belief.guided)} for ${target}${belief.unguided === null ? '' : `, where the picture without guidance has ${formatPercent(belief.unguided)}`}. The noise points everywhere and averages out; the nudge always points the same way.`,
  };
}

function finishedNote({ verdicts, target, belief }: NoteFacts): Note {
  if (verdicts === null) {
    return {
      head: 'Finished.',
      body: 'No noise is left. The same seed starts from the same noise: restart, and change one thing.',
    };
  }
  const { guided, unguided } = verdicts;
  const same = guided.label === target;
  const twin =
    unguided === null
      ? ''
      : unguided.label === target
        ? ', in both'
        : `, and ${unguided.label} without guidance`;
  return {
    head: same
      ? `The judge reads ${guided.label}${twin}.`
      : `The judge reads ${guided.label}, not ${target}.`,
    body: `${belief === null ? '' : `The noisy classifier says ${formatPercent(belief.guided)} for ${target}, but it is the one that was pushed. `}The judge never guides and sees only the finished picture: its ${formatPercent(guided.probability)} is evidence.`,
  };
}

const WORDS: readonly (readonly [number, string])[] = [
  [1000, 'a thousand times'],
  [500, 'five hundred times'],
  [300, 'three hundred times'],
  [200, 'two hundred times'],
  [100, 'a hundred times'],
  [80, 'eighty times'],
  [60, 'sixty times'],
  [50, 'fifty times'],
  [40, 'forty times'],
  [30, 'thirty times'],
  [20, 'twenty times'],
  [10, 'ten times'],
  [5, 'five times'],
  [3, 'three times'],
  [2, 'two times'],
];

/** A ratio in words coarse enough not to flicker: "sixty times smaller". */
export function timesSmaller(ratio: number): string {
  if (ratio > 2000) return 'thousands of times smaller';
  for (const [least, words] of WORDS) if (ratio >= least) return `${words} smaller`;
  return 'no smaller';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
