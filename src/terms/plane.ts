// The Plane's own words: what its data is, what defines a model of it, and how that model is trained in the tab.
// Points are samples of shape [1, 1, 2].

import type { SampleShape } from './sample';
import type { SchedulerConfig } from './scheduler';

/** A point is a sample of one pixel with two channels, x and y. */
export const PLANE_SHAPE: SampleShape = [1, 1, 2];

/**
 * Data of which everything is known in closed form: isotropic Gaussians N(μ_m, σ²_m·I), each of one class. A preset
 * has at most 256; drawn data has one for each of its points, at most `MOST_POINTS`.
 */
export interface Mixture {
  readonly means: Float64Array<ArrayBuffer>; // [2M], x and y of each component
  readonly variances: Float64Array<ArrayBuffer>; // [M], σ² of each coordinate, > 0
  readonly weights: Float64Array<ArrayBuffer>; // [M], > 0, sum to 1
  /** Index of each component's class. */
  readonly labels: Int32Array<ArrayBuffer>; // [M]
  /** Every class has at least one component. */
  readonly classes: readonly string[]; // [K]
}

/** Of a mixture that is no drawing. */
export const MOST_COMPONENTS = 256;
/** That a person may draw or import: each is a component of its own. */
export const MOST_POINTS = 2000;
/** Of drawn points. */
export const MOST_CLASSES = 6;

/** β as Ho et al. 2020 have it, or ᾱ as a cosine (Nichol & Dhariwal 2021). */
export type PlaneSchedule = 'linear' | 'cosine';
/** A network that was trained in the tab, or E[x_0 | x_t] in closed form. */
export type PlaneDenoiser = 'learned' | 'exact';
/** `clean`: a classifier that has seen points without noise only. `classifier-free`: no classifier, ε_cond - ε_uncond. */
export const planeGuides = ['learned', 'exact', 'clean', 'classifier-free'] as const;

/** Those that are a network of their own. */
export type LearnedGuide = 'learned' | 'clean';
/** What gives g on the plane: a classifier that was learned or is exact, or the denoiser itself. */
export type PlaneGuide = (typeof planeGuides)[number];

/** Everything that defines a model of the plane but its weights. */
export interface PlaneSpec {
  readonly mixture: Mixture;
  /** See `planeScheduler`. `clipRange` is null: the plane has no edges. */
  readonly scheduler: SchedulerConfig;
  readonly denoiser: PlaneDenoiser;
}

/** The plane's scheduler. The network predicts v, which stays well defined where ᾱ_t vanishes. */
export function planeScheduler(schedule: PlaneSchedule, trainTimesteps = 1000): SchedulerConfig {
  const scale = 1000 / trainTimesteps; // the same ᾱ at both ends, whatever T
  return {
    trainTimesteps,
    betaSchedule: schedule === 'linear' ? 'linear' : 'squaredcos_cap_v2',
    betaStart: 1e-4 * scale,
    betaEnd: Math.min(0.02 * scale, 0.999),
    trainedBetas: null,
    varianceType: 'fixed_small',
    clipRange: null,
    predictionType: 'v_prediction',
    timestepSpacing: 'trailing',
    stepsOffset: 0,
    setAlphaToOne: true,
  };
}

/**
 * What the denoiser's loss weighs at each t: what is missed of the prediction everywhere alike, of ε everywhere alike
 * (L_simple), or of ε by what it costs in the bound (L_vlb).
 */
export type LossWeighting = 'prediction' | 'simple' | 'vlb';

/** How the networks of the plane are trained. train/check-train-spec.ts has the limits. */
export interface TrainSpec {
  /** Decides initial weights, data, noise and t: the same seed gives the same training on the same backend. */
  readonly seed: number;
  /** Hidden units of a layer of the denoiser. */
  readonly width: number;
  /** Points in a step. */
  readonly batch: number;
  /** Training ends here at the latest; the learning rate falls to zero toward it. */
  readonly mostSteps: number;
  /** Of Adam, at its highest. */
  readonly learningRate: number;
  /** How often the denoiser's class is dropped, 0 to 1; at 1 it never sees one, and `classifier-free` guides nowhere. */
  readonly classDropout: number;
  /** What is trained beside the denoiser. */
  readonly noisyClassifier: boolean;
  readonly cleanClassifier: boolean;
  /** Given where trainings are compared, which then end at `mostSteps` and not before. Absent: `prediction`. */
  readonly weighting?: LossWeighting;
}

/** About half a minute of one slow core on WASM; a few seconds on a GPU. */
export const defaultTraining: TrainSpec = {
  seed: 1,
  width: 64,
  batch: 512,
  mostSteps: 4000,
  learningRate: 2e-3,
  classDropout: 0.5,
  noisyClassifier: true,
  cleanClassifier: true,
};

/** `paused` is the caller's word: a trainer that is not advanced does nothing. */
export type TrainState = 'training' | 'paused' | 'converged' | 'finished' | 'not-a-number';

/** Losses of the steps since the last report, in their order. */
export interface LossCurve {
  /** One of each step since the last report. */
  readonly raw: Float32Array<ArrayBuffer>;
  /** Its running mean at the same steps. */
  readonly smoothed: Float32Array<ArrayBuffer>;
}

/** Inner products of a denoiser's gradients of some batches under one objective, all at the same parameters. */
export interface GradientProducts {
  readonly weighting: Extract<LossWeighting, 'simple' | 'vlb'>;
  /** How the batches draw t: spread over the chain, as training does, or each by itself. */
  readonly times: 'spread' | 'random';
  readonly products: Float32Array<ArrayBuffer>; // [K, K]
}

/** Stretches of t over which a training's losses are averaged. */
export const LOSS_BUCKETS = 20;

/** How far a training is. Its curves have only what is new. */
export interface TrainProgress {
  readonly state: TrainState;
  /** Steps taken in all; the curves end here. */
  readonly step: number;
  readonly mostSteps: number;
  /** Time spent training. */
  readonly seconds: number;
  /** L_simple as the scheduler's prediction type has it: the mean square of what is missed, per coordinate. */
  readonly denoiser: LossCurve;
  /** Cross entropy in nats; null where it is not trained. */
  readonly classifier: LossCurve | null;
  /** Running mean of the denoiser's loss in equal ranges of t; NaN where none has been seen. */
  readonly lossByT: Float32Array<ArrayBuffer>; // [LOSS_BUCKETS]
}
