// A run that was recorded beforehand, to be watched while the model loads, or where nothing can compute. It
// holds what the networks said, in bytes: x̂_0 and the gradient. The rest follows by the arithmetic that takes any
// step.

import { initialNoise } from './initial-noise';
import { maxAbs } from './measures';
import { createSchedule } from './schedule';
import { stepRules, takeStepAgain } from './take-step';
import { transitions } from './transitions';
import type { Lane } from '../terms/lane';
import type { Verdict } from '../terms/networks';
import type { PackInfo } from '../terms/pack-info';
import { meanShift } from '../terms/rule';
import { sampleSize, type Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import type { Step } from '../terms/step';

export interface RecordedStep {
  /** x̂_0, [B, H, W, C], and g in units of its lane's `gradientUnits`: signed bytes, base64. */
  readonly predX0: string;
  readonly gradient: string;
  /** One a lane: the twin's g is large where the guided one has vanished. */
  readonly gradientUnits: readonly number[]; // [B]
  readonly value: readonly number[];
  readonly beliefs: readonly number[];
}

export interface RecordedRun {
  readonly format: 3;
  /** Its scheduler's prediction type is `sample`, since x̂_0 is what was recorded. */
  readonly pack: PackInfo;
  readonly sampler: Sampler;
  readonly lanes: readonly Lane[];
  readonly steps: readonly RecordedStep[];
  readonly verdicts: readonly Verdict[] | null;
}

/** A byte is this much of x̂_0. */
const PREDICTION_UNIT = 1 / 127;

/** Takes the recorded steps again. */
export function stepsOfRecording({ pack, sampler, lanes, steps }: RecordedRun): Step[] {
  const config = pack.scheduler;
  const plan = transitions(config, createSchedule(config), sampler, steps.length);
  const rules = stepRules(pack, { sampler, rule: meanShift, steps: steps.length });
  let xt = initialNoise(config, lanes, sampleSize(pack.sampleShape));
  return steps.map((recorded, index) => {
    const step = takeStepAgain(rules, plan[index]!, lanes, xt, null, {
      modelOutput: fromBytes(recorded.predX0, [PREDICTION_UNIT]),
      guidance: {
        gradient: fromBytes(recorded.gradient, recorded.gradientUnits),
        value: Float32Array.from(recorded.value),
        beliefs: Float32Array.from(recorded.beliefs),
      },
      updates: [],
    });
    xt = step.xPrev;
    return step;
  });
}

/** Signed bytes in base64 → numbers. @param units one for each of as many equal shares of them */
function fromBytes(base64: string, units: readonly number[]): Samples {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const share = bytes.length / units.length;
  return Float32Array.from(bytes, (byte, at) => ((byte << 24) >> 24) * units[Math.floor(at / share)]!);
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

/** A step of a run that is guided by Algorithm 1 or 2. */
export function recordStep({ predX0, guidance, lanes }: Step): RecordedStep {
  const gradient = guidance?.gradient ?? new Float32Array(predX0.length);
  const size = gradient.length / lanes.length;
  const units = lanes.map((_, lane) => {
    const largest = maxAbs(gradient, lane * size, (lane + 1) * size);
    return largest > 0 ? Number((largest / 127).toPrecision(5)) : 1;
  });
  const rounded = (values: Float32Array | null | undefined) =>
    Array.from(values ?? [], (x) => Number(x.toFixed(5)));
  return {
    predX0: toBytes(predX0, [PREDICTION_UNIT]),
    gradient: toBytes(gradient, units),
    gradientUnits: units,
    value: rounded(guidance?.value),
    beliefs: rounded(guidance?.beliefs),
  };
}
