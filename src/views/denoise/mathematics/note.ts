// What a step shows, in plain words, worked out from its numbers: why the nudge rises and fades.

import { formatPercent } from '../../../plots/format';
import type { Verdict } from '../../../terms/networks';

export interface NoteFacts {
  /** Label of the class asked for. */
  readonly target: string;
  readonly guidanceScale: number;
  /** Whether the lane that is looked at is the one without guidance, beside its guided twin. */
  readonly leftAlone: boolean;
  /** The noisy classifier's p of that class, for the lane and its twin (null without one); null without a guide. */
  readonly belief: { readonly own: number; readonly twin: number | null } | null;
  readonly classCount: number;
  /** RMS per pixel of the nudge. */
  readonly nudge: number;
  /** σ of the step; 0 where it adds no noise. */
  readonly sigma: number;
  readonly finished: boolean;
  /** The judge's, on the lane's sample and its twin's; null without a judge or before the end. */
  readonly verdicts: { readonly own: Labelled; readonly twin: Pick<Labelled, 'label'> | null } | null;
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
  if (facts.leftAlone) {
    const twin =
      belief.twin === null ? '' : ` Its guided twin, of the same noise, has ${formatPercent(belief.twin)}.`;
    return {
      head: 'This one is left alone.',
      body: `x_prev is drawn around μ. The classifier gives it ${formatPercent(belief.own)} for ${target}, and nobody follows its gradient.${twin}`,
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
  if (belief.own > 0.9) {
    return {
      head: `The classifier is sure of ${target}.`,
      body: `p is ${formatPercent(belief.own)}, so log p has nowhere left to rise: its gradient vanishes, and the nudge with it. The model finishes the picture alone.`,
    };
  }
  if (belief.own < chance * 1.35) {
    return {
      head: `${capital(beside)}, and nearly blind.`,
      body: `In this much noise the classifier cannot tell: ${formatPercent(belief.own)} for ${target} is about a guess. Its gradient is near 0, so the nudge hardly leans anywhere yet.`,
    };
  }
  return {
    head: `${capital(beside)}, and it decides.`,
    body: `Here the classifier can be persuaded: ${formatPercent(belief.own)} for ${target}${belief.twin === null ? '' : `, where the picture without guidance has ${formatPercent(belief.twin)}`}. The noise points everywhere and averages out; the nudge always points the same way.`,
  };
}

function finishedNote({ verdicts, target, belief, leftAlone }: NoteFacts): Note {
  if (verdicts === null) {
    return {
      head: 'Finished.',
      body: 'No noise is left. The same seed starts from the same noise: restart, and change one thing.',
    };
  }
  const { own, twin } = verdicts;
  if (leftAlone) {
    return {
      head: `Left alone, the noise became a ${own.label}.`,
      body: `So the judge reads it${twin === null ? '' : `; guided, the same noise became a ${twin.label}`}. The judge never guides and sees only the finished picture.`,
    };
  }
  const beside =
    twin === null ? '' : twin.label === target ? ', in both' : `, and ${twin.label} without guidance`;
  return {
    head:
      own.label === target
        ? `The judge reads ${own.label}${beside}.`
        : `The judge reads ${own.label}, not ${target}.`,
    body: `${belief === null ? '' : `The noisy classifier says ${formatPercent(belief.own)} for ${target}, but it is the one that was pushed. `}The judge never guides and sees only the finished picture: its ${formatPercent(own.probability)} is evidence.`,
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
