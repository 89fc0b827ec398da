// The whole arithmetic of one step, as a pure generator of queries: it asks, and the caller answers. The chain answers with
// networks, the history with what was kept of them; the same answers give the same Step.

import { scaleAt, type Lane } from '../terms/lane';
import { invariant } from '../terms/errors';
import type { Guidance, NetworkOutputs } from '../terms/networks';
import type { PackInfo } from '../terms/pack-info';
import type { RunRule } from '../terms/rule';
import type { Samples } from '../terms/sample';
import type { PredictionType, Sampler } from '../terms/scheduler';
import type { Step, Update } from '../terms/step';
import type { Transition } from '../terms/transition';
import { normalBatch } from './noise/gaussian';
import { learnedOf, learnedVariance, splitOutput, type LearnedOutput } from './learned-variance';
import { interpret } from './prediction';
import { laneProjectionOf, type LaneProjection } from './projections';
import { classesOfLanes, combined } from './rules/classifier-free';
import { update } from './rules/update';
import { coefficients } from './samplers/coefficients';
import { reverseStep } from './samplers/reverse-step';

/** What is wanted of the networks, all of it about one batch at one t. */
export interface Ask {
  readonly x: Samples; // [B, H, W, C]
  readonly t: number;
  /** x̂_0 of the step before, for self-conditioned denoisers. */
  readonly before: Samples | null; // [B, H, W, C]
  readonly denoiser: boolean;
  /** The classes with which the denoiser is asked once more, [B], -1 for none; absent: of no lane. */
  readonly classes?: Int32Array | null;
  /** Whether it is asked with them only, since it has never been asked without; absent: no. */
  readonly always?: boolean;
  readonly guide: boolean;
  /** What the guide said before of lanes that stand where they stood then. */
  readonly still: Still | null;
}

/** What is known already of some lanes, and need not be asked again. */
export interface Still {
  readonly guidance: Guidance;
  /** [B] */
  readonly lanes: readonly boolean[];
}

/** What all steps of a run have in common. */
export interface StepRules {
  readonly predictionType: PredictionType;
  readonly trainTimesteps: number;
  /** How Σ is read of the denoiser's output; absent: it says nothing of Σ. */
  readonly learned?: LearnedOutput | null;
  readonly project: LaneProjection;
  readonly sampler: Sampler;
  readonly rule: RunRule;
  /** Number of steps of the whole chain, of which the rule may leave the last ones alone. */
  readonly steps: number;
  /** False leaves x̂_0 as it was predicted; absent: it is projected. */
  readonly clamp?: boolean;
  /** Whether the denoiser is asked with the class of each lane only; absent: without one, and with it where a lane asks. */
  readonly always?: boolean;
}

/** What of a model its steps depend on. */
export type RulesPack = Pick<PackInfo, 'classEmbeds' | 'embeddings' | 'text' | 'sampleShape' | 'scheduler'>;

/** What a model and a run's own choices come to. */
export function stepRules(
  pack: RulesPack,
  run: Pick<StepRules, 'sampler' | 'rule' | 'steps' | 'clamp'>,
): StepRules {
  const { predictionType, trainTimesteps } = pack.scheduler;
  const always = pack.classEmbeds?.nullClass === null ? { always: true } : {};
  const project = laneProjectionOf(pack, run.clamp ?? true);
  return { ...run, predictionType, trainTimesteps, learned: learnedOf(pack), project, ...always };
}

/**
 * @param xt [B, H, W, C]
 * @param before x̂_0 of the step before, as it was predicted; null for zeros, and for denoisers that do not look
 */
export function* takeStep(
  {
    predictionType,
    trainTimesteps,
    learned = null,
    project,
    sampler,
    rule,
    steps,
    clamp = true,
    always = false,
  }: StepRules,
  transition: Transition,
  lanes: readonly Lane[],
  xt: Samples,
  before: Samples | null,
): Generator<Ask, Step, NetworkOutputs> {
  const { t, prevT, variance, alphaCumprod, index } = transition;
  const classes = classesOfLanes(lanes, always);
  const answer = yield {
    x: xt,
    t,
    before,
    denoiser: true,
    ...(classes === null ? {} : { classes, always }),
    guide: rule.kind === 'mean-shift',
    still: null,
  };
  const { modelOutput, conditional = null, guidance } = answer;
  invariant(modelOutput !== null, 'take-step: expected the denoiser’s output, got none');
  const expectedBy = (output: Samples) => {
    const { prediction, said } = splitOutput(output, learned);
    const predicted = interpret(xt, prediction, predictionType, alphaCumprod);
    const own = sampler.kind === 'ddpm' && said !== null ? learnedVariance(said, transition) : null;
    return { predicted, predX0: project(predicted.predX0, lanes, t), own };
  };
  const { predicted, predX0, own } = expectedBy(modelOutput);
  const seeds = lanes.map(({ seed }) => seed);
  const addsNoise = prevT >= 0 && variance > 0;
  const noise = addsNoise ? normalBatch(seeds, xt.length / lanes.length, 'step', t) : null;
  const scales = lanes.map((lane) => scaleAt(lane, t));
  const of = coefficients(sampler.kind, transition, own ?? undefined);
  const told = conditional === null ? null : expectedBy(combined(modelOutput, conditional, scales));
  const steered = told && { predX0: told.predX0, sigma: told.own?.map(Math.sqrt) ?? null };
  const moved = reverseStep(of, xt, predX0, scales, guidance?.gradient ?? null, noise, steered);
  const common = {
    transition,
    lanes,
    rule,
    ...(clamp ? {} : { clamp }),
    xt,
    before,
    modelOutput,
    ...(conditional === null ? {} : { conditional }),
    guidance,
    eps: predicted.eps,
    predX0,
    noise,
    ...(own === null ? {} : { variance: own }),
  };
  const updates: Update[] = [];
  if (rule.kind === 'mean-shift' || prevT < 0 || index >= steps - Math.round(rule.quiet * steps)) {
    return { ...common, updates, ...moved };
  }
  const moment = { sigma: of.sigma, share: prevT / trainTimesteps };
  let x = moved.xPrev;
  for (let k = 0; k < rule.count; k++) {
    const still = stillOf(updates.at(-1) ?? null, x, lanes.length);
    const asked = yield { x, t: prevT, before: predicted.predX0, denoiser: false, guide: true, still };
    if (asked.guidance === null) break;
    updates.push({ x, guidance: asked.guidance });
    x = update(rule, x, moved.mean, asked.guidance, scales, moment);
  }
  const meanShift = x.map((value, i) => value - moved.xPrev[i]!);
  return { ...common, updates, ...moved, meanShift, xPrev: x };
}

/** A lane that is not guided, and one that is sure, stands still from update to update. */
function stillOf(last: Update | null, x: Samples, count: number): Still | null {
  if (last === null) return null;
  const size = x.length / count;
  const lanes = Array.from({ length: count }, (_, lane) => {
    for (let i = lane * size; i < (lane + 1) * size; i++) if (x[i] !== last.x[i]) return false;
    return true;
  });
  return lanes.includes(true) ? { guidance: last.guidance, lanes } : null;
}

/** The answers that were given in a step, kept. */
export interface KeptAnswers {
  readonly modelOutput: Samples;
  readonly conditional?: Samples;
  readonly guidance: Guidance | null;
  readonly updates: readonly { readonly guidance: Guidance }[];
}

/** The same step again from the answers that were kept. */
export function takeStepAgain(
  rules: StepRules,
  transition: Transition,
  lanes: readonly Lane[],
  xt: Samples,
  before: Samples | null,
  { modelOutput, conditional, guidance, updates }: KeptAnswers,
): Step {
  const taking = takeStep(rules, transition, lanes, xt, before);
  let next = taking.next();
  for (let asked = 0; next.done !== true; asked++) {
    const answer =
      asked === 0
        ? { modelOutput, conditional, guidance }
        : { modelOutput: null, guidance: updates[asked - 1]?.guidance ?? null };
    next = taking.next(answer);
  }
  return next.value;
}
