// A run as JSON, in pieces: everything that is known of it, and of the step on screen every number. The pieces are
// small, so that the page's thread can do other things between them.

import { runFileStep, stretchesOf } from '../formats/run-file';
import type { Transition } from '../terms/transition';
import type { Lane } from '../terms/lane';
import type { RunRule } from '../terms/rule';
import type { RunFile } from '../terms/run-file';
import type { Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import type { Step } from '../terms/step';
import { jsonPieces } from './json-pieces';

/** What is kept of a step. */
export interface KeptStep {
  readonly transition: Transition;
  readonly sampler: Sampler;
  readonly rule?: RunRule;
  readonly clamp?: boolean;
  readonly lanes: readonly Lane[];
  readonly value: Float32Array | null; // [B]
  readonly beliefs: Float32Array | null; // [B, Σ K]
  readonly xt: Samples | null; // [B, H, W, C]
  /** The numbers of its curves: σ, and each lane's sizes of gradient and nudge. */
  readonly numbers: { readonly sigma: number; readonly varianceRms?: number };
}

/** A run file without what `runJson` makes of the steps. */
export type RunHead = Omit<RunFile, 'steps' | 'stretches'>;

/** @param shown the step on screen; null where there is none */
export function* runJson(
  head: RunHead,
  steps: readonly KeptStep[],
  shown: Step | null,
): Generator<string, void, void> {
  const { x0, ...rest } = head;
  yield JSON.stringify({ ...rest, stretches: stretchesOf(steps) }).slice(0, -1);
  yield `,"x0":${JSON.stringify(x0)},"steps":[`;
  for (const [index, step] of steps.entries()) {
    yield (index > 0 ? ',' : '') + JSON.stringify({ ...runFileStep(index, step), numbers: step.numbers });
  }
  yield '],"shown":';
  if (shown === null) yield 'null';
  else {
    const { transition, ...parts } = shown;
    yield* jsonPieces({ ...transition, ...parts });
  }
  yield '}\n';
}
