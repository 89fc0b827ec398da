// A world is a value: pictures, points of the plane, words. It says where its models come from, how its lanes are laid
// out and what its addresses hold. Chain, history, playback and questions are the same for all. Nudge is a store of one, open.

import type { LeftOut } from '../address/complaint';
import type { Limits, Reading } from '../address/field';
import type { AddressFields, Asked } from '../address/link';
import type { TrainingReport } from '../client/client';
import type { RecordedRun } from '../formats/recording';
import type { Clock } from '../timing/clock';
import type { Layout } from '../history/layout';
import type { Settings } from '../history/settings';
import type { State } from '../history/state';
import type { Interval } from '../terms/interval';
import type { Query, TrainOrder } from '../terms/messages';
import type { NetworkOutputs } from '../terms/networks';
import type { OwnModel } from '../terms/own-model';
import type { LoadAnswers } from '../terms/load-question';
import type { PackInfo, PackSource, SampleKind } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import type { Target } from '../terms/target';
import type { StoreApi } from 'zustand/vanilla';

/** Where the model of some settings comes from. */
export interface ModelSource {
  /** Settings of another key ask for another model. */
  readonly key: string;
  readonly title: string;
  readonly source: PackSource;
}

/** A model that settings only name: it is looked for. */
export interface NamedModel extends Omit<ModelSource, 'source'>, OwnModel {
  /** @returns null where it is not here */
  readonly find: () => Promise<PackSource | null>;
}

/** Where a run begins instead of with noise: x_t of every lane, at t of the model's own schedule. */
export interface Beginning {
  readonly t: number;
  readonly xt: Samples; // [H, W, C]
}

/** Parts of the state that only the world knows, and how it acts on them. `Looks` are what its addresses say of them. */
export interface World<Looks extends object = object> {
  readonly id: string;
  /** Packs that come with Nudge; none where models come from elsewhere. */
  readonly packs: readonly { readonly id: string; readonly title: string }[];
  /** What the samples of its packs are; absent where they come from no folder. */
  readonly samples?: SampleKind;
  readonly layouts: readonly Layout[];
  readonly steps: Limits;
  readonly fields: AddressFields<Looks>;
  /** Addresses of recorded runs beside the page, by pack, to be watched while that is loaded first. */
  readonly recordings?: Readonly<Record<string, string>>;
  /** `State.own` before anything has happened. */
  readonly own: object;
  /**
   * @param modelsUrl the folder of the packs, ending in "/"
   * @returns null where there is nothing to open yet
   * @throws NudgeError saying what is wrong with the settings
   */
  readonly source: (settings: Settings, modelsUrl: string) => ModelSource | NamedModel | null;
  /** What addresses say of `State.own`, and what of it is too large for them. */
  readonly looks: (state: State) => { readonly looks: Looks; readonly leftOut: readonly LeftOut[] };
  setLooks(nudge: Nudge, looks: Looks): void;
  /** How a run is looked at: read from an address that shows one, and written into it. */
  readonly runLooks?: {
    readonly read: (nudge: Nudge, reading: Reading) => void;
    readonly write: (state: State) => Readonly<Record<string, string>>;
  };
  /** What of a run's settings is too large for an address. */
  readonly runLeftOut?: (settings: Settings) => readonly LeftOut[];
  /** Settings that a model which has just been opened can begin with, and what to say where they are others. */
  readonly fitted?: (
    settings: Settings,
    pack: PackInfo,
    state: State,
  ) => { readonly settings: Settings; readonly notice: string | null };
  /** Where a run begins; null begins with noise. */
  readonly beginning?: (settings: Settings, pack: PackInfo, state: State) => Beginning | null;
  /** The model of a worker that has died, with what was learned in that one; null where nothing of it is left. */
  readonly revived?: (nudge: Nudge, source: PackSource) => Revived | null;
  /** Whether a run would show nothing worth it yet, and so is not begun unless a person plays it. */
  readonly waits?: (settings: Settings, pack: PackInfo, state: State) => boolean;
  /** Settings of a run that is about to begin. */
  readonly beforeRun?: (settings: Settings, state: State) => Settings;
  /** What a run's file holds beside its address. */
  readonly inFile?: (nudge: Nudge) => Promise<Readonly<Record<string, unknown>>>;
  /** The settings of a run's address with that. @throws NudgeError saying what is wrong with it */
  readonly fromFile?: (settings: Settings, file: Readonly<Record<string, unknown>>) => Promise<Settings>;
  /** Begins what the world does beside the store, with its own actions. */
  readonly extend?: (nudge: Nudge) => void;
  /** A model, or a recording of one, is open. A run begins when this is done. */
  readonly opened?: (nudge: Nudge, source: PackSource, pack: PackInfo) => Promise<void>;
  /** Whether one of its views is on screen, and the page is not hidden. */
  readonly watched?: (nudge: Nudge, how: 'shown' | 'left' | 'hidden') => void;
}

/** A model that is opened again in a new worker. */
export interface Revived {
  readonly source: PackSource;
  /** What there is to say of it, the end of a sentence. */
  readonly said: string;
  /** It is open again. */
  readonly goOn: () => void;
}

/** The store of one world: its state, and the actions that alone write it. */
export interface Nudge {
  readonly world: World;
  readonly store: StoreApi<State>;
  readonly actions: Actions;
  readonly clock: Clock;
  /** Takes over what an address asks for, and opens or restarts what it needs. */
  readonly open: (asked: Omit<Asked, 'looks' | 'reading'> & Partial<Pick<Asked, 'reading'>>) => void;
  /** Opens the model of other settings and goes on with it from the step that is shown, on the same noise. */
  readonly goOnWith: (settings: Settings) => void;
  /** Takes the run again with other settings, from the same noise; the run that was on screen becomes its ghost. */
  readonly compareWith: (settings: Settings) => void;
  /** A new run of these settings; a load where they ask for another model. */
  readonly begin: (settings: Settings, playing?: boolean) => void;
  /** Asks the open model's networks about any x_t, also while a run goes on. */
  readonly observe: (query: Query) => Promise<NetworkOutputs>;
  /** Where something can be trained. */
  readonly train: (order: TrainOrder) => void;
  /** Calls back with how training goes. @returns the way to stop */
  readonly onTraining: (listen: (report: TrainingReport) => void) => () => void;
  /** Replaces the previous preview run by one of this many steps; not undoable. */
  readonly preview: (steps: number, changes?: Partial<Settings>) => void;
  /** Plays a recording, unless something is open already. */
  readonly playRecording: (recording: RecordedRun) => void;
  /** Changes the world's own part of the state. */
  readonly patchOwn: (own: object) => void;
}

/** All that a person can do to a run, by whatever control, key or link. */
export interface Actions {
  readonly setTarget: (target: Target) => void;
  readonly setGuide: (guide: string | null) => void;
  readonly setGuidanceScale: (guidanceScale: number) => void;
  /** null is all of t. */
  readonly setGuidanceInterval: (guidanceInterval: Interval | null) => void;
  /** These begin a new run, or change a branch that has not taken a step yet. */
  readonly setSampler: (sampler: Sampler['kind']) => void;
  readonly setSeed: (seed: number) => void;
  /** These begin a new run. */
  readonly setSteps: (steps: number) => void;
  readonly setLayout: (layout: Layout) => void;
  readonly setTwins: (twins: boolean) => void;
  /** Another model of the world. */
  readonly setPack: (id: string) => void;
  /** A person's own model: the one that is missing, or another. */
  readonly openModel: (source: PackSource, title: string) => void;
  /** Goes on without the model that is missing. */
  readonly dismissMissing: () => void;
  /** Plays on from what is shown: kept steps first, then the worker's. At the end of a path: again. */
  readonly play: () => void;
  readonly playBack: () => void;
  readonly pause: () => void;
  /** One step forth: from the history where the cursor is behind, else from the worker. */
  readonly step: () => void;
  /** From x_T again, playing. */
  readonly restart: () => void;
  /** Opens again what did not open, with answers to what it asked, or else begins the run. */
  readonly tryAgain: (answers?: LoadAnswers) => void;
  /** Shows a kept step (pausing), or with null follows the newest. */
  readonly scrub: (index: number | null) => void;
  readonly setSpeed: (stepsPerSecond: number) => void;
  readonly setFocus: (lane: number) => void;
  /**
   * A new path from the shown step with what steered there, or with these; the old one is its ghost. With `xt` it
   * begins there instead of at the step's own x_t.
   */
  readonly branch: (changes?: Partial<Settings>, xt?: Samples) => void;
  /** Back to the ghost; what was current becomes the ghost. */
  readonly swapGhost: () => void;
  readonly dropGhost: () => void;
  /** Takes the newest steering or branching back: the chain as if it had not been. */
  readonly undo: () => void;
  readonly redo: () => void;
  readonly dismissError: () => void;
  readonly dismissNotice: () => void;
  /** A sentence that is good to know. */
  readonly say: (notice: string) => void;
  /** Why something could not be done. */
  readonly fail: (error: unknown) => void;
  /** Takes the run of a saved file again. */
  readonly openRun: (file: Blob) => void;
}
