// What page and worker say to each other. The page pulls: the worker computes a step only when it has been
// granted one (`advance`), and between steps it listens.

import type { ErrorReport } from './errors';
import type { Lane } from './lane';
import type { Guidance, NetworkOutputs, Verdict } from './networks';
import type { PackInfo, PackSource } from './pack-info';
import type { GradientProducts, TrainProgress } from './plane';
import type { RunRule } from './rule';
import type { Samples } from './sample';
import type { Sampler } from './scheduler';
import type { Step } from './step';
import type { Target } from './target';
import type { TrainedState } from './trained';

/** What a page and its worker must share: a worker of another build refuses a load that names another. */
export const PROTOCOL_VERSION = 1;

export type BackendName = 'webgpu' | 'wasm';
/** What a person asks for; `auto` is WebGPU where there is a GPU, and else WASM. */
export type BackendChoice = 'auto' | BackendName;

/** The backend that computes, and why it is this one. */
export interface BackendInfo {
  readonly name: BackendName;
  /** The adapter, or what WASM uses: "Apple M2", "SIMD, 1 thread". */
  readonly device: string;
  /** Why not a better one, a sentence; empty when there is none better. */
  readonly reason: string;
}

/** Where a chain goes on: x_t at some t, with the timesteps below it still to come. */
export interface ChainState {
  readonly t: number;
  readonly xt: Samples; // [B, H, W, C]
  /** x̂_0 of the step before, as it was predicted, for a self-conditioned denoiser; null for zeros. */
  readonly before: Samples | null; // [B, H, W, C]
}

/** What a run computes. */
export interface RunSpec {
  readonly sampler: Sampler;
  readonly rule: RunRule;
  /** False leaves x̂_0 as it is predicted; absent: it is clipped or moved to the nearest embeddings, as the model says. */
  readonly clamp?: boolean;
  /** Number of steps of the whole respaced chain, 1 to T. */
  readonly steps: number;
  readonly lanes: readonly Lane[];
  /** Null begins with x_T. */
  readonly from: ChainState | null;
  /**
   * True asks a guide about a lane only at steps where it nudges it: of the others its answers are left as zeros, for
   * whoever keeps no step. Absent: about all.
   */
  readonly onlyNudged?: boolean;
}

/**
 * `start` also goes on after a pause; `reset` is before the first step again, with the same seed; `give` asks for all of
 * what was trained, to keep it in a file; `gradients` for what of the denoiser's gradient is chance.
 */
export type TrainOrder = 'start' | 'pause' | 'reset' | 'give' | 'gradients';

/** Where the learned networks' weights come from: with Nudge, or from the training here (also before its first step). */
export type WeightsOrigin = 'shipped' | 'here';

/** A Step on its way: the page has its lanes already, and two thousand of them are not sent back with every step. */
export type PostedStep = Omit<Step, 'lanes'>;

/** Some x_t, each at a t of its own, about which the networks are asked outside of a run. */
export interface Query {
  readonly xt: Samples; // [B, H, W, C]
  readonly t: Float32Array<ArrayBuffer>; // [B], 0..T-1
  /** What the guide is asked about each, [B]; null does not ask it. */
  readonly targets: readonly Target[] | null;
  /** Id of the guide that is asked; absent: the pack's first. */
  readonly guide?: string;
  /** False asks the guide alone; absent: the denoiser too. */
  readonly denoiser?: boolean;
  /** Takes them as finished samples, about which the judge alone is asked; absent: it is not. */
  readonly judge?: boolean;
}

/** What the page may say. docs/protocol.md has the order of messages. */
export type ToWorker =
  | {
      readonly type: 'load';
      readonly version: number;
      readonly loadId: number;
      readonly source: PackSource;
      readonly backend: BackendChoice;
      /** True: WASM has one thread, and no worker beside its own. Absent: as many as the machine has. */
      readonly singleThread?: boolean;
    }
  | { readonly type: 'start'; readonly runId: number; readonly spec: RunSpec }
  /** The run may have taken `n` steps in all, counted from its start: granting twice is granting once. */
  | { readonly type: 'advance'; readonly runId: number; readonly n: number }
  /** `steering` numbers the run's steerings from 1; a step says which it used. */
  | {
      readonly type: 'steer';
      readonly runId: number;
      readonly steering: number;
      readonly lanes: readonly Lane[];
    }
  | { readonly type: 'stop'; readonly runId: number }
  /** Trains the open plane's networks, between the steps of a run. */
  | { readonly type: 'train'; readonly order: TrainOrder }
  /** What the networks say of any x_t, outside of a run and between its steps. */
  | { readonly type: 'observe'; readonly observeId: number; readonly query: Query };

/** What the worker may say. docs/protocol.md has the order of messages. */
export type FromWorker =
  /** Its script has come and runs. */
  | { readonly type: 'alive' }
  | { readonly type: 'progress'; readonly loadId: number; readonly loaded: number; readonly total: number }
  | {
      readonly type: 'ready';
      readonly loadId: number;
      readonly pack: PackInfo;
      readonly backend: BackendInfo;
    }
  | {
      readonly type: 'step';
      readonly runId: number;
      readonly step: PostedStep;
      /** Number of the steering whose lanes the step used; 0 are those that the run began with. */
      readonly steering: number;
      readonly milliseconds: number;
    }
  | {
      readonly type: 'done';
      readonly runId: number;
      readonly verdicts: readonly Verdict[] | null;
      /** Of sentences, by their judge. */
      readonly natsPerWord?: readonly number[];
    }
  | { readonly type: 'observed'; readonly observeId: number; readonly outputs: NetworkOutputs }
  /** How training goes: when a plane is opened, about four times a second while it trains, and when it ends. */
  | {
      readonly type: 'training';
      readonly origin: WeightsOrigin;
      readonly progress: TrainProgress;
      /** To the order `give`, and every second while it trains and when it rests: null where nothing was trained here. */
      readonly trained?: TrainedState | null;
      /** Only to the order `gradients`: null where nothing is trained here. */
      readonly gradients?: readonly GradientProducts[] | null;
    }
  /** The backend changed under a run (device lost, validation error); the run goes on. */
  | { readonly type: 'backend'; readonly backend: BackendInfo }
  | {
      readonly type: 'error';
      readonly about:
        { readonly loadId: number } | { readonly runId: number } | { readonly observeId: number } | null;
      readonly error: ErrorReport;
    };

/** The buffers of an answer, to transfer instead of copy. */
export function outputBuffers({ modelOutput, conditional, guidance, judged }: NetworkOutputs): ArrayBuffer[] {
  return distinct([
    modelOutput,
    conditional ?? null,
    ...arraysOf(guidance),
    judged?.probs ?? null,
    judged?.features ?? null,
  ]);
}

/** The buffers of a Step, to transfer instead of copy: the sender keeps none of them. */
export function stepBuffers(step: PostedStep): ArrayBuffer[] {
  return distinct([
    step.xt,
    step.before,
    step.modelOutput,
    step.conditional ?? null,
    ...arraysOf(step.guidance),
    ...step.updates.flatMap(({ x, guidance }) => [x, ...arraysOf(guidance)]),
    step.eps,
    step.predX0,
    step.guidedPredX0,
    step.variance ?? null,
    step.mean,
    step.meanShift,
    step.noise,
    step.xPrev,
  ]);
}

type Numbers = Float32Array<ArrayBuffer>;

function arraysOf(guidance: Guidance | null): readonly (Numbers | null)[] {
  return guidance === null ? [] : [guidance.gradient, guidance.value, guidance.beliefs];
}

function distinct(arrays: readonly (Numbers | null)[]): ArrayBuffer[] {
  return [...new Set(arrays.flatMap((array) => (array === null ? [] : [array.buffer])))];
}
