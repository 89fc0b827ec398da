// Runs two trainings side by side, each in a worker of its own, and keeps what they show. What is known stays when they
// are called off; the workers go.

import { Client } from '../../../client/client';
import { slicing } from '../../../diffusion/distances/sliced-wasserstein';
import { drawPoints } from '../../../diffusion/mixture/draw';
import { pointProbe, type PointProbe } from '../../../diffusion/mixture/point-probe';
import { settingsOf } from '../../../history/state';
import { reportOf } from '../../../terms/errors';
import type { Mixture, PlaneSchedule } from '../../../terms/plane';
import type { Samples } from '../../../terms/sample';
import { inSlices } from '../../../timing/in-slices';
import { planeOf } from '../settings';
import { learnedKey, mixtureOrNull, trainSpecOf } from '../source';
import type { OpenedPlane } from '../use-plane';
import { ArmTraining, CalledOff, SET_POINTS, SETS, type Connect } from './arm-training';
import { BOUND_POINTS } from './plane-bound';
import {
  armsOf,
  freshArm,
  noStudy,
  schedulerOf,
  type Arm,
  type Contrast,
  type Study,
  type StudyOf,
} from './study';

const PROBE_SEED = 12;
const TRUTH_SEED = 20;

/** What the settings ask for; null where there is no distribution. */
export function studyAsked(plane: Pick<OpenedPlane, 'store'>, contrast: Contrast): StudyOf | null {
  const settings = settingsOf(plane.store.getState());
  const own = planeOf(settings);
  const mixture = mixtureOrNull(own);
  if (mixture === null) return null;
  const { steps, seed } = settings;
  return {
    contrast,
    key: JSON.stringify([contrast, learnedKey(own), steps, seed]),
    mixture,
    train: trainSpecOf(own),
    steps,
    seed,
    arms: armsOf(contrast, own.schedule),
  };
}

/**
 * One study at a time, to be watched by `current` and `subscribe`. What fails is in `Study.trouble`; nothing
 * is thrown.
 */
export class StudyRunner {
  #study: Study = noStudy;
  #trainings: readonly ArmTraining[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly plane: Pick<OpenedPlane, 'store'>,
    private readonly connect: Connect = (events) => new Client(events),
  ) {}

  readonly current = (): Study => this.#study;

  readonly subscribe = (listen: () => void): (() => void) => {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  };

  /** Begins anew; what another one has shown goes. */
  begin(contrast: Contrast): void {
    this.cancel();
    const of = studyAsked(this.plane, contrast);
    if (of === null) return;
    const probes = new Map<PlaneSchedule, PointProbe>();
    const trainings = of.arms.map((arm, i) => {
      const probe =
        probes.get(arm.schedule) ?? pointProbe(of.mixture, schedulerOf(arm), BOUND_POINTS, PROBE_SEED);
      probes.set(arm.schedule, probe);
      return new ArmTraining(
        of,
        arm,
        probe,
        (changes) => this.#patchArm(trainings, i, changes),
        this.connect,
      );
    });
    this.#trainings = trainings;
    this.#set({ ...noStudy, status: 'going', of, arms: [freshArm, freshArm] });
    void this.#run(of, trainings);
  }

  pause(): void {
    if (this.#study.status !== 'going') return;
    for (const training of this.#trainings) training.pause();
    this.#set({ ...this.#study, status: 'paused' });
  }

  goOn(): void {
    if (this.#study.status !== 'paused') return;
    for (const training of this.#trainings) training.goOn();
    this.#set({ ...this.#study, status: 'going' });
  }

  /** What is known stays. */
  cancel(): void {
    const { status } = this.#study;
    this.#free();
    if (status === 'going' || status === 'paused') this.#set({ ...this.#study, status: 'cancelled' });
  }

  async #run(of: StudyOf, trainings: readonly ArmTraining[]): Promise<void> {
    const isCurrent = (): boolean => this.#trainings === trainings;
    const { choice } = this.plane.store.getState().model;
    try {
      const samples = await Promise.all(trainings.map((training) => training.run(choice)));
      const judge = distancesFrom(of.mixture);
      for (const [i, each] of samples.entries()) {
        const distances = await inSlices(judge(setsOf(each)), isCurrent);
        if (distances !== null) this.#patchArm(trainings, i, { distances, phase: 'done' });
      }
      const fresh = drawPoints(of.mixture, SETS * SET_POINTS, TRUTH_SEED, 1).points;
      const floor = await inSlices(judge(setsOf(fresh)), isCurrent);
      if (floor === null) return;
      this.#free();
      this.#set({ ...this.#study, status: 'done', floor });
    } catch (error) {
      if (!isCurrent()) return;
      this.#free();
      if (error instanceof CalledOff) return;
      const { message, hint } = reportOf(error);
      this.#set({ ...this.#study, status: 'cancelled', trouble: `${message} ${hint}`.trim() });
    }
  }

  #free(): void {
    const trainings = this.#trainings;
    this.#trainings = [];
    for (const training of trainings) training.dispose();
  }

  #patchArm(trainings: readonly ArmTraining[], index: number, changes: Partial<Arm>): void {
    if (this.#trainings !== trainings) return;
    const [first, second] = this.#study.arms;
    this.#set({
      ...this.#study,
      arms: index === 0 ? [{ ...first, ...changes }, second] : [first, { ...second, ...changes }],
    });
  }

  #set(study: Study): void {
    this.#study = study;
    for (const listen of this.#listeners) listen();
  }
}

function setsOf(points: Samples): Samples[] {
  const size = 2 * SET_POINTS;
  return Array.from({ length: SETS }, (_, i) => points.slice(i * size, (i + 1) * size));
}

/** Sliced Wasserstein distances of sets to four times as many points of the data, the same for all. */
function distancesFrom(mixture: Mixture): (sets: readonly Samples[]) => Generator<void, number[]> {
  const truth = drawPoints(mixture, 4 * SET_POINTS, TRUTH_SEED, 0).points;
  return function* (sets) {
    const found: number[] = [];
    for (const set of sets) found.push(yield* slicing(set, truth));
    return found;
  };
}
