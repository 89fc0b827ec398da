// One of two trainings, in a worker of its own: trained up to each stop, measured there, and sampled at the end.

import type { Client, ClientEvents, TrainingReport } from '../../../client/client';
import type { PointProbe } from '../../../diffusion/mixture/point-probe';
import { createSchedule } from '../../../diffusion/schedule';
import { boundTables } from '../../../measures/bound';
import { noiseOfGradient } from '../../../measures/gradient-noise';
import type { PointTerms } from '../../../measures/point-bound';
import { boundBits, excessBits, excessError } from '../../../measures/point-evidence';
import { NudgeError, type ErrorReport } from '../../../terms/errors';
import type { BackendChoice } from '../../../terms/messages';
import type { PackInfo, PlaneSource } from '../../../terms/pack-info';
import { meanShift } from '../../../terms/rule';
import type { Samples } from '../../../terms/sample';
import { classTarget } from '../../../terms/target';
import { answered, asked, BOUND_POINTS, timesAtOnce } from './plane-bound';
import { schedulerOf, stopsOf, type Arm, type ArmOf, type StudyOf } from './study';

/** Sets of samples that are made at the end: what their distances differ by gives the interval. */
export const SETS = 4;
/** Points in each of them. */
export const SET_POINTS = 1000;

export type Connect = (events: ClientEvents) => Client;

/** Rejects what is awaited when a training is called off. */
export class CalledOff extends Error {}

interface Waiting {
  readonly test: (report: TrainingReport) => boolean;
  readonly resolve: (report: TrainingReport) => void;
}

export class ArmTraining {
  readonly #client: Client;
  readonly #tables;
  /** Rejects when it is called off or its worker fails: whatever is awaited ends then. */
  readonly #over: Promise<never>;
  #end: (error: unknown) => void = () => {};
  #waiting: Waiting[] = [];
  #whenDone: () => void = () => {};
  #newest: TrainingReport | null = null;
  #last: Samples | null = null;
  #paused: { readonly promise: Promise<void>; readonly goOn: () => void } | null = null;
  #training = false;
  #checkpoints: Arm['checkpoints'] = [];
  #noise: Arm['noise'] = [];

  constructor(
    private readonly of: StudyOf,
    private readonly arm: ArmOf,
    /** Of the data under its schedule; two trainings under one schedule share it. */
    private readonly probe: PointProbe,
    private readonly patch: (changes: Partial<Arm>) => void,
    connect: Connect,
  ) {
    this.#over = new Promise((_, reject) => (this.#end = reject));
    this.#over.catch(() => {}); // where nothing is awaited just now
    const scheduler = schedulerOf(arm);
    this.#tables = boundTables(scheduler, createSchedule(scheduler));
    this.#client = connect({
      onStep: ({ transition, xPrev }) => {
        if (transition.prevT < 0) this.#last = xPrev;
      },
      onDone: () => this.#whenDone(),
      onBackend: () => {},
      onTraining: (report) => this.#hear(report),
      onError: (error) => this.#end(asError(error)),
    });
  }

  /** @returns its samples, finished @throws CalledOff, and whatever fails */
  async run(choice: BackendChoice): Promise<Samples> {
    this.patch({ phase: 'opening', tables: this.#tables });
    const loaded = await this.#soon(this.#client.load(this.#source(), choice, () => {}));
    if (loaded === null) throw new CalledOff();
    const stops = stopsOf(this.of.train);
    for (const [i, stop] of stops.entries()) {
      if (i < stops.length - 1 && i > 0 && (this.#newest?.progress.step ?? 0) >= stops[i + 1]!) continue;
      await this.#trainTo(stop);
      await this.#measure(loaded.pack);
      if (
        this.of.contrast === 'objective' &&
        (i === 0 || stop * 4 === stops.at(-1) || i === stops.length - 1)
      ) {
        await this.#gradients();
      }
    }
    return await this.#sample();
  }

  /** What is being computed still ends. */
  pause(): void {
    if (this.#paused !== null) return;
    let goOn = (): void => {};
    const promise = new Promise<void>((resolve) => (goOn = resolve));
    this.#paused = { promise, goOn };
    if (this.#training) this.#client.train('pause');
    this.#client.pause();
  }

  goOn(): void {
    this.#paused?.goOn();
    this.#paused = null;
    if (this.#training) this.#client.train('start');
    this.#client.play();
  }

  /** Frees its worker. */
  dispose(): void {
    this.#end(new CalledOff());
    this.#client.dispose();
  }

  async #trainTo(stop: number): Promise<void> {
    await this.#rest();
    if ((this.#newest?.progress.step ?? 0) >= stop) return;
    this.patch({ phase: 'training' });
    this.#training = true;
    this.#client.train('start');
    const { progress } = await this.#report(
      ({ progress: { step, state } }) => step >= stop || state === 'finished' || state === 'not-a-number',
    );
    this.#training = false;
    if (progress.state === 'not-a-number') {
      throw new NudgeError(
        'not-a-number',
        `With ${this.arm.title} a loss was not a number.`,
        'Train a narrower network.',
      );
    }
    if (progress.state !== 'training') return;
    const rests = this.#report(({ progress: { state } }) => state !== 'training');
    this.#client.train('pause');
    await rests;
  }

  async #measure(pack: PackInfo): Promise<void> {
    this.patch({ phase: 'measuring' });
    const T = this.#tables.length;
    const many = timesAtOnce(this.of.mixture, BOUND_POINTS);
    const terms = new Map<number, PointTerms>();
    for (let first = 0; first < T; first += many) {
      await this.#rest();
      const times = Array.from({ length: Math.min(many, T - first) }, (_, i) => first + i);
      const query = { ...asked(this.probe, times), targets: null };
      const { modelOutput } = await this.#soon(this.#client.observe(query));
      if (modelOutput === null) throw new CalledOff();
      const of = { probe: this.probe, tables: this.#tables, pack };
      for (const each of answered(of, times, modelOutput)) terms.set(each.t, each);
    }
    const step = this.#newest?.progress.step ?? 0;
    const checkpoint = {
      step,
      error: excessError(terms),
      bits: excessBits(terms, this.#tables),
      bound: boundBits(terms, this.#tables, this.probe.x0, 'loss'),
    };
    this.#checkpoints = [...this.#checkpoints, checkpoint];
    this.patch({ checkpoints: this.#checkpoints, terms });
  }

  async #gradients(): Promise<void> {
    await this.#rest();
    const given = this.#report(({ gradients }) => gradients !== undefined);
    this.#client.train('gradients');
    const { gradients, progress } = await given;
    const found = (gradients ?? []).map(({ weighting, times, products }) => ({
      step: progress.step,
      weighting,
      times,
      ratio: noiseOfGradient(products),
    }));
    this.#noise = [...this.#noise, ...found];
    this.patch({ noise: this.#noise });
  }

  async #sample(): Promise<Samples> {
    await this.#rest();
    this.patch({ phase: 'sampling' });
    const lanes = Array.from({ length: SETS * SET_POINTS }, (_, i) => ({
      target: classTarget(0),
      guidanceScale: 0,
      seed: this.of.seed + i,
    }));
    const done = new Promise<void>((resolve) => (this.#whenDone = resolve));
    this.#client.start({
      sampler: { kind: 'ddpm' },
      rule: meanShift,
      steps: this.of.steps,
      lanes,
      from: null,
    });
    this.#client.play();
    await this.#soon(done);
    if (this.#last === null) throw new CalledOff();
    return this.#last;
  }

  #source(): PlaneSource {
    const { mixture, train, key } = this.of;
    return {
      kind: 'plane',
      id: `${key} ${this.arm.title}`,
      title: this.arm.title,
      spec: { mixture, scheduler: schedulerOf(this.arm), denoiser: 'learned' },
      train: { ...train, weighting: this.arm.weighting, noisyClassifier: false, cleanClassifier: false },
      weights: null,
      defaultGuidanceScale: 0,
    };
  }

  #hear(report: TrainingReport): void {
    this.#newest = report;
    const { step, seconds } = report.progress;
    this.patch({ step, seconds });
    const heard = this.#waiting.filter(({ test }) => test(report));
    this.#waiting = this.#waiting.filter((each) => !heard.includes(each));
    for (const { resolve } of heard) resolve(report);
  }

  #report(test: Waiting['test']): Promise<TrainingReport> {
    return this.#soon(new Promise((resolve) => this.#waiting.push({ test, resolve })));
  }

  /** While it is paused. */
  async #rest(): Promise<void> {
    if (this.#paused !== null) await this.#soon(this.#paused.promise);
  }

  /** What is awaited, or why it will not come. */
  #soon<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#over]);
  }
}

function asError({ code, message, hint }: ErrorReport): NudgeError {
  return new NudgeError(code, message, hint);
}
