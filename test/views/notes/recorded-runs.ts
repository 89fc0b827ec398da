// Runs of every kind that a note may stand beside, taken by the chain itself, as the moments that were on screen.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chain, chainModel, type ChainModel } from '../../../src/chain/chain';
import { exactDenoiser } from '../../../src/diffusion/mixture/exact-denoiser';
import { exactGuide } from '../../../src/diffusion/mixture/exact-guide';
import { presetOf } from '../../../src/diffusion/mixture/presets';
import { stepsOfRecording, type RecordedRun } from '../../../src/formats/recording';
import { recordOf, type StepRecord } from '../../../src/history/step-record';
import { filesInMemory } from '../../../src/pack/files-in-memory';
import { openPack } from '../../../src/pack/open-pack';
import { openSafetensors } from '../../../src/pack/safetensors';
import type { Lane } from '../../../src/terms/lane';
import type { Verdict } from '../../../src/terms/networks';
import { PLANE_SHAPE, planeScheduler } from '../../../src/terms/plane';
import { classifierFree, meanShift } from '../../../src/terms/rule';
import type { Sampler } from '../../../src/terms/scheduler';
import type { Step } from '../../../src/terms/step';
import { classTarget } from '../../../src/terms/target';
import { loadPlaneNetworks } from '../../../src/train/loaded-networks';
import type { Moment, Watched } from '../../../src/views/notes/moment';
import { defaultSettings } from '../../../src/worlds/images/settings';
import { tinyPack } from '../../pack/tiny-pack';

export interface Recorded {
  readonly name: string;
  readonly steps: readonly Step[];
  /** One for each step, and one for the finished end. */
  readonly moments: readonly Moment[];
}

export const ddpm: Sampler = { kind: 'ddpm' };
export const ddim: Sampler = { kind: 'ddim', eta: 0 };

/** A lane's target and scale over the steps of a run. */
export type Steering = (index: number) => { readonly target: number; readonly scale: number };

export const always =
  (target: number, scale: number): Steering =>
  () => ({ target, scale });

interface RunOf {
  readonly name: string;
  readonly model: ChainModel;
  readonly sampler: Sampler;
  readonly steps: number;
  readonly classes: readonly string[];
  readonly steering: Steering;
  readonly seed?: number;
  /** Points: so many, each of a seed of its own; absent: a pair of pictures. */
  readonly points?: number;
  /** The points once at each of these, as many of them each, on the same noise; absent: all at what steers. */
  readonly scales?: readonly number[];
  readonly interval?: readonly [number, number];
  /** Steered by the class of the denoiser instead of a guide. */
  readonly free?: boolean;
  readonly verdicts?: readonly Verdict[] | null;
}

export async function record(of: RunOf): Promise<Recorded> {
  const { name, model, sampler, steps, classes, steering, seed = 1, points, interval } = of;
  const lanesAt = (index: number): readonly Lane[] => {
    const { target, scale } = steering(index);
    const lane = (each: number, guidanceScale: number): Lane => ({
      target: classTarget(target),
      guidanceScale,
      seed: each,
      ...(of.free === true ? { rule: classifierFree } : {}),
      ...(interval && { guidanceInterval: interval }),
    });
    if (points === undefined) return [lane(seed, scale), lane(seed, 0)];
    return of.scales === undefined
      ? Array.from({ length: points }, (_, i) => lane(seed + i, scale))
      : of.scales.flatMap((each) =>
          Array.from({ length: points / of.scales!.length }, (_, i) => lane(seed + i, each)),
        );
  };
  const guides = model.guides.size > 0 || of.free === true;
  let index = 0;
  let lanes = lanesAt(0);
  const taken: Step[] = [];
  const spec = { sampler, rule: meanShift, steps, from: null };
  for await (const step of chain(model, spec, () => lanes)) {
    taken.push(step);
    index++;
    lanes = lanesAt(index);
  }
  return {
    name,
    steps: taken,
    moments: momentsOf(taken, {
      what: points === undefined ? 'picture' : 'points',
      lanes: points === undefined ? [0] : Array.from({ length: points }, (_, i) => i),
      other: points === undefined && guides ? 1 : null,
      classes,
      hasGuide: guides,
      hasJudge: of.verdicts !== undefined,
      sampler: sampler.kind,
      fromPicture: false,
      count: points ?? 2,
      isPreview: false,
      verdicts: of.verdicts ?? null,
    }),
  };
}

export function momentsOf(
  steps: readonly Step[],
  { verdicts, ...watched }: Watched & { readonly verdicts: readonly Verdict[] | null },
): Moment[] {
  const records: StepRecord[] = steps.map((step, index) => recordOf(step, index, defaultSettings));
  const moments = steps.map((step, i): Moment => ({
    ...watched,
    step,
    before: records.slice(0, i),
    finished: false,
    verdicts: null,
  }));
  return [...moments, { ...moments.at(-1)!, finished: true, verdicts }];
}

/** The same run with its second lane looked at. */
export function fromItsTwin({ name, steps, moments }: Recorded): Recorded {
  return {
    name: `${name}, the twin`,
    steps,
    moments: moments.map((moment) => ({ ...moment, lanes: [1], other: 0 })),
  };
}

const petals = presetOf('petals')!;
const cosine = planeScheduler('cosine');

/** The exact mixture of six classes: as points, or as pictures of two pixels. */
export function exactModel(): ChainModel {
  const spec = { mixture: petals.mixture, scheduler: cosine };
  return chainModel({
    denoiser: exactDenoiser(spec),
    guides: new Map([['exact', exactGuide(spec)]]),
    info: { sampleShape: PLANE_SHAPE, scheduler: cosine },
  });
}

/** Without spaces, so that a test can read them out of a sentence. */
export const petalClasses = petals.mixture.classes.map((name) => name.replaceAll(' ', '-'));

/** The weights that come with Nudge. */
export function learnedModel(guide: 'learned' | 'classifier-free'): {
  readonly model: ChainModel;
  readonly dispose: () => void;
} {
  const bytes = readFileSync(resolve(import.meta.dirname, '../../../models/plane/petals.safetensors'));
  const networks = loadPlaneNetworks(
    { mixture: petals.mixture, scheduler: cosine },
    openSafetensors(new Map([['petals', bytes]]), 'petals'),
  );
  const model = chainModel({
    denoiser: networks.denoiser(),
    guides: new Map(guide === 'learned' ? [[guide, networks.guide(guide)]] : []),
    info: { sampleShape: PLANE_SHAPE, scheduler: cosine },
  });
  return { model, dispose: () => networks.dispose() };
}

/** The tiny pack: random weights, so its classifier and judge know nothing. */
export async function openTiny() {
  return await openPack(filesInMemory('tiny', tinyPack()), () => {});
}

/** A guide that can tell nothing: the same belief in every class, and no gradient. */
export function withBlindGuide(model: ChainModel, classes: number): ChainModel {
  return {
    ...model,
    guides: new Map([
      [
        'blind',
        {
          evaluate: (xt, t) =>
            Promise.resolve({
              value: new Float32Array(t.length).fill(-Math.log(classes)),
              gradient: new Float32Array(xt.length),
              beliefs: new Float32Array(t.length * classes).fill(1 / classes),
            }),
          dispose: () => {},
        },
      ],
    ]),
  };
}

/** The run that plays while the first model loads. */
export function openingRun(): Recorded {
  const file = resolve(import.meta.dirname, '../../../public/recorded-run.json');
  const recording: RecordedRun = JSON.parse(readFileSync(file, 'utf8'));
  const steps = stepsOfRecording(recording);
  return {
    name: 'the recorded opening run',
    steps,
    moments: momentsOf(steps, {
      what: 'picture',
      lanes: [0],
      other: 1,
      classes: recording.pack.guides[0]?.slots[0]?.labels ?? [],
      hasGuide: true,
      hasJudge: true,
      sampler: recording.sampler.kind,
      fromPicture: false,
      count: recording.lanes.length,
      isPreview: false,
      verdicts: recording.verdicts,
    }),
  };
}
