// What is kept of a step: its numbers always; its arrays as long as the budget allows. The rest of a Step
// follows from them by the same arithmetic that took it.

import { stepRules, takeStepAgain, type RulesPack } from '../diffusion/take-step';
import type { Lane } from '../terms/lane';
import type { Guidance } from '../terms/networks';
import type { RunRule } from '../terms/rule';
import type { Samples } from '../terms/sample';
import { guidanceOf, type Step } from '../terms/step';
import type { Transition } from '../terms/transition';
import { samplerOf, type Settings } from './settings';
import { numbersOf, type StepNumbers } from './step-numbers';

/** Most lanes for which the networks' outputs are kept beside x_t; of more lanes, x_t alone. */
const WHOLE_LANES = 2;
/** So are a few lanes of few numbers, all together: six sentences have 3,840. */
const FEW = { lanes: 8, numbers: 4096 } as const;

/** Of more lanes than these, as of a cloud of points, beliefs are not kept either: they are computed again. */
const BELIEVED_LANES = 64;

/** What the networks said in a step. */
interface Said {
  readonly modelOutput: Samples; // [B, H, W, C]
  readonly conditional?: Samples | undefined; // [B, H, W, C]
  readonly guidance: Guidance | null;
  readonly updates: readonly { readonly guidance: Guidance }[];
}

/** What a path keeps of a step. `expand` makes the whole Step of it again, as long as its arrays are kept. */
export interface StepRecord {
  /** Position in the path. */
  readonly index: number;
  readonly t: number;
  /** Those that the step used. */
  readonly settings: Settings;
  /** Key of the model that took it; null where it has none. */
  readonly model: string | null;
  readonly lanes: readonly Lane[];
  readonly rule: RunRule;
  readonly clamp: boolean;
  readonly transition: Transition;
  /** Null without a guide, and of very many lanes. */
  readonly value: Float32Array<ArrayBuffer> | null; // [B]
  readonly beliefs: Float32Array<ArrayBuffer> | null; // [B, Σ K]
  readonly numbers: StepNumbers;
  /** Null where the budget took them: the step must then be computed again. */
  readonly xt: Samples | null; // [B, H, W, C]
  readonly before: Samples | null; // [B, H, W, C]; null also where the denoiser does not look
  readonly said: Said | null;
}

export function recordOf(
  step: Step,
  index: number,
  settings: Settings,
  model: string | null = null,
): StepRecord {
  const { transition, lanes, rule, clamp = true, xt, before, modelOutput, conditional, guidance } = step;
  const said = guidanceOf(step);
  const believed = lanes.length <= BELIEVED_LANES;
  const isWhole = lanes.length <= WHOLE_LANES || (lanes.length <= FEW.lanes && xt.length <= FEW.numbers);
  const updates = step.updates.map(({ guidance: asked }) => ({ guidance: asked }));
  return {
    index,
    t: transition.t,
    settings,
    model,
    lanes,
    rule,
    clamp,
    transition,
    value: believed ? (said?.value ?? null) : null,
    beliefs: believed ? (said?.beliefs ?? null) : null,
    numbers: numbersOf(step),
    xt,
    before,
    said: isWhole ? { modelOutput, conditional, guidance, updates } : null,
  };
}

/**
 * The whole Step again, or null where its arrays are not kept. Pure arithmetic, no network.
 *
 * @param steps number of steps of the chain that took it
 */
export function expand(
  { xt, before, said, lanes, rule, clamp, settings, transition }: StepRecord,
  pack: RulesPack,
  steps: number,
): Step | null {
  if (xt === null || said === null) return null;
  const rules = stepRules(pack, { sampler: samplerOf(settings), rule, steps, clamp });
  return takeStepAgain(rules, transition, lanes, xt, before, said);
}

/** Bytes of all its arrays: those that the budget may take, and the few that always stay. */
export function bytesOf({ xt, before, said, value, beliefs }: StepRecord): number {
  const asked = said === null ? [] : [said.guidance, ...said.updates.map(({ guidance }) => guidance)];
  const arrays = [
    xt,
    before,
    said?.modelOutput,
    said?.conditional,
    value,
    beliefs,
    ...asked.flatMap((guidance) => [guidance?.gradient, guidance?.value, guidance?.beliefs]),
  ];
  let bytes = 0;
  for (const array of new Set(arrays)) bytes += array?.byteLength ?? 0;
  return bytes;
}

export function withoutArrays(record: StepRecord): StepRecord {
  return { ...record, xt: null, before: null, said: null };
}
