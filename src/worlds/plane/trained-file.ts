// What was trained in the tab as a run's file has it: every number that the training depends on, and the curves that are
// kept. Arrays are float32, little-endian, in base64.

import * as v from 'valibot';
import { fromBase64, toBase64 } from '../../formats/base64';
import { settingsOf } from '../../history/state';
import type { Settings } from '../../history/settings';
import type { Nudge } from '../../store/world';
import { NudgeError } from '../../terms/errors';
import { LOSS_BUCKETS } from '../../terms/plane';
import type { LearnerState, TrainedState } from '../../terms/trained';
import { planeOf, withPlane } from './settings';
import { learnedKey } from './source';
import { trainingOf } from './state';
import type { KeptCurve } from './training';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const floats = v.pipe(
  v.string(),
  v.transform((text) => {
    try {
      return fromBase64(text);
    } catch {
      return null;
    }
  }),
  v.check((values) => values !== null),
  v.transform((values) => values ?? new Float32Array()),
);
const numbers = v.pipe(
  floats,
  v.transform((values) => [...values]),
);

const learner = v.object({ parameters: floats, average: floats, moment1: floats, moment2: floats });
const curve = v.object({ every: v.pipe(count, v.minValue(1)), raw: numbers, smoothed: numbers });

const inFile = v.object({
  of: v.string(),
  step: count,
  seconds: v.pipe(v.number(), v.minValue(0)),
  end: count,
  state: v.picklist(['training', 'paused', 'converged', 'finished', 'not-a-number']),
  plateau: v.object({ sum: v.number(), count, best: v.number(), without: count }),
  lossByT: v.pipe(
    floats,
    v.check((values) => values.length === LOSS_BUCKETS),
  ),
  learners: v.object({
    denoiser: learner,
    noisy: v.optional(learner),
    clean: v.optional(learner),
  }),
  curves: v.object({ denoiser: curve, classifier: v.nullable(curve) }),
});

/** Files so far: each is another training. */
let opened = 0;

type InFile = v.InferInput<typeof inFile>;

/** @returns null where nothing was trained @throws NudgeError why the worker could not give it */
export async function trainingForFile(nudge: Nudge): Promise<InFile | null> {
  const trained = await givenBy(nudge);
  const state = nudge.store.getState();
  const training = trainingOf(state);
  if (trained === null || training === null) return null;
  const { learners, lossByT, ...rest } = trained;
  const { denoiser, noisy, clean } = learners;
  if (denoiser === undefined) return null;
  return {
    of: learnedKey(planeOf(settingsOf(state))),
    ...rest,
    lossByT: toBase64(lossByT),
    learners: {
      denoiser: learnerText(denoiser),
      ...(noisy === undefined ? {} : { noisy: learnerText(noisy) }),
      ...(clean === undefined ? {} : { clean: learnerText(clean) }),
    },
    curves: {
      denoiser: curveText(training.denoiser),
      classifier: training.classifier && curveText(training.classifier),
    },
  };
}

function learnerText({ parameters, average, moment1, moment2 }: LearnerState): v.InferInput<typeof learner> {
  return {
    parameters: toBase64(parameters),
    average: toBase64(average),
    moment1: toBase64(moment1),
    moment2: toBase64(moment2),
  };
}

function curveText({ every, raw, smoothed }: KeptCurve): v.InferInput<typeof curve> {
  return { every, raw: toBase64(Float32Array.from(raw)), smoothed: toBase64(Float32Array.from(smoothed)) };
}

function givenBy({ onTraining, store, train }: Nudge): Promise<TrainedState | null> {
  return new Promise((resolve, reject) => {
    const stops = [
      onTraining(({ trained }) => {
        if (trained === undefined) return;
        stop();
        resolve(trained);
      }),
      store.subscribe(({ error }, before) => {
        if (error === null || error === before.error) return;
        stop();
        reject(new NudgeError(error.code, error.message, error.hint));
      }),
    ];
    const stop = (): void => stops.forEach((each) => each());
    train('give');
  });
}

/**
 * Settings whose networks are those of a file.
 *
 * @param training what the file has of them
 * @throws NudgeError `bad-request` where they cannot be read, or are of something else
 */
export function withTrainingOfFile(settings: Settings, training: unknown): Settings {
  const hint = 'Save the run again where it was trained.';
  const read = v.safeParse(inFile, training, { abortEarly: true });
  if (!read.success) {
    const field = v.getDotPath(read.issues[0]) ?? 'all of it';
    throw new NudgeError(
      'bad-request',
      `The file’s trained networks cannot be read: ${field} is missing or broken.`,
      hint,
    );
  }
  const { of, curves, learners, ...state } = read.output;
  if (of !== learnedKey(planeOf(settings))) {
    throw new NudgeError(
      'bad-request',
      'The file’s networks were trained on another distribution, schedule, width, length or seed than its address asks for.',
      hint,
    );
  }
  const { denoiser, noisy, clean } = learners;
  return withPlane(settings, {
    trained: {
      id: `file ${++opened}`,
      of,
      state: {
        ...state,
        learners: { denoiser, ...(noisy ? { noisy } : {}), ...(clean ? { clean } : {}) },
      },
      curves,
    },
  });
}
