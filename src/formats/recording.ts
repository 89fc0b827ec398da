// A run that was recorded beforehand, to be watched while the model loads, or where nothing can compute. It
// holds what the networks said, in bytes: x̂_0 and the gradient. The rest follows by the arithmetic that takes any
// step.

import { initialNoise } from '../diffusion/initial-noise';
import { maxAbs } from '../diffusion/magnitudes';
import { packOfRecording, type RecordedWords } from './recorded-pack';
import { createSchedule } from '../diffusion/schedule';
import { stepRules, takeStepAgain } from '../diffusion/take-step';
import { transitions } from '../diffusion/transitions';
import type { Lane } from '../terms/lane';
import type { Guidance, Verdict } from '../terms/networks';
import type { PackInfo } from '../terms/pack-info';
import { meanShift, type RunRule } from '../terms/rule';
import { sampleSize, type Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import type { Step } from '../terms/step';

/** What a guide said once. */
export interface RecordedGuidance {
  /** g in units of its lane's `gradientUnits`: signed bytes, base64. */
  readonly gradient: string;
  /** One a lane: the twin's g is large where the guided one has vanished. */
  readonly gradientUnits: readonly number[]; // [B]
  readonly value: readonly number[];
  readonly beliefs: readonly number[];
}

/** What the guide said of x_t; under K updates nothing, and then what it said of each. */
export interface RecordedStep extends RecordedGuidance {
  /** x̂_0, [B, H, W, C]: signed bytes, base64. */
  readonly predX0: string;
  /** What a byte is of it; absent: the 127th part of the range of pictures. */
  readonly predictionUnit?: number;
  readonly updates?: readonly RecordedGuidance[];
}

/** A run that is shown while the model loads, without any network. */
export interface RecordedRun {
  readonly format: 3;
  /** Its scheduler's prediction type is `sample`, since x̂_0 is what was recorded. */
  readonly pack: PackInfo;
  readonly sampler: Sampler;
  /** Absent: Algorithm 1 or 2. */
  readonly rule?: RunRule;
  /** What its pack holds in arrays, where samples are sentences. */
  readonly sentences?: RecordedWords;
  readonly lanes: readonly Lane[];
  readonly steps: readonly RecordedStep[];
  readonly verdicts: readonly Verdict[] | null;
}

/** A byte is this much of x̂_0. */
const PREDICTION_UNIT = 1 / 127;

const taken = new WeakMap<RecordedRun, readonly Step[]>();

/** Takes the recorded steps again, once of a recording. */
export function stepsOfRecording(recording: RecordedRun): readonly Step[] {
  const known = taken.get(recording);
  if (known !== undefined) return known;
  const taking = takingSteps(recording);
  let next = taking.next();
  while (next.done !== true) next = taking.next();
  return next.value;
}

/** The same, one at a time, so that the page need not wait for all of them. */
export function* takingSteps(recording: RecordedRun): Generator<void, readonly Step[]> {
  const { sampler, rule = meanShift, lanes, steps } = recording;
  const pack = packOfRecording(recording);
  const config = pack.scheduler;
  const plan = transitions(config, createSchedule(config), sampler, steps.length);
  const rules = stepRules(pack, { sampler, rule, steps: steps.length });
  let xt = initialNoise(config, lanes, sampleSize(pack.sampleShape));
  const made: Step[] = [];
  for (const [index, recorded] of steps.entries()) {
    yield;
    const step = takeStepAgain(rules, plan[index]!, lanes, xt, null, {
      modelOutput: fromBytes(recorded.predX0, [recorded.predictionUnit ?? PREDICTION_UNIT]),
      guidance: rule.kind === 'mean-shift' ? guidanceOf(recorded) : null,
      updates: (recorded.updates ?? []).map((update) => ({ guidance: guidanceOf(update) })),
    });
    xt = step.xPrev;
    made.push(step);
  }
  taken.set(recording, made);
  return made;
}

function guidanceOf({ gradient, gradientUnits, value, beliefs }: RecordedGuidance): Guidance {
  return {
    gradient: fromBytes(gradient, gradientUnits),
    value: Float32Array.from(value),
    beliefs: Float32Array.from(beliefs),
  };
}

/** Signed bytes in base64 → numbers. @param units one for each of as many equal shares of them */
function fromBytes(base64: string, units: readonly number[]): Samples {
  const bytes = atob(base64);
  const share = bytes.length / units.length;
  const values = new Float32Array(bytes.length); // filled in a loop: `from` takes many times as long
  for (let at = 0; at < values.length; at++) {
    values[at] = ((bytes.charCodeAt(at) << 24) >> 24) * units[Math.floor(at / share)]!;
  }
  return values;
}

/** The other way. */
function toBytes(values: Float32Array, units: readonly number[]): string {
  const share = values.length / units.length;
  const bytes = Array.from(values, (value, at) => {
    const unit = units[Math.floor(at / share)]!;
    return Math.max(-127, Math.min(127, Math.round(value / unit))) & 0xff;
  });
  return btoa(String.fromCharCode(...bytes));
}

/** As a recorded run keeps it: bytes with a unit, base64. */
export function recordStep({ predX0, modelOutput, guidance, updates, lanes, rule }: Step): RecordedStep {
  if (rule.kind === 'mean-shift') {
    return { predX0: toBytes(predX0, [PREDICTION_UNIT]), ...recordGuidance(guidance, predX0.length, lanes) };
  }
  // x̂_0 before it is moved to the nearest embeddings, of which the certainty of each word is
  const predictionUnit = Number((maxAbs(modelOutput, 0, modelOutput.length) / 127).toPrecision(5));
  return {
    predX0: toBytes(modelOutput, [predictionUnit]),
    predictionUnit,
    ...NOTHING,
    updates: updates.map((update) => recordGuidance(update.guidance, modelOutput.length, lanes)),
  };
}

const NOTHING: RecordedGuidance = { gradient: '', gradientUnits: [], value: [], beliefs: [] };

function recordGuidance(guidance: Guidance | null, length: number, lanes: readonly Lane[]): RecordedGuidance {
  const gradient = guidance?.gradient ?? new Float32Array(length);
  const size = gradient.length / lanes.length;
  const units = lanes.map((_, lane) => {
    const largest = maxAbs(gradient, lane * size, (lane + 1) * size);
    return largest > 0 ? Number((largest / 127).toPrecision(5)) : 1;
  });
  const rounded = (values: Float32Array | null | undefined) =>
    Array.from(values ?? [], (x) => Number(x.toFixed(5)));
  return {
    gradient: toBytes(gradient, units),
    gradientUnits: units,
    value: rounded(guidance?.value),
    beliefs: rounded(guidance?.beliefs),
  };
}
