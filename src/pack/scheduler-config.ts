// scheduler_config.json of diffusers' schedulers to our SchedulerConfig: diffusers' defaults filled in, everything that we do
// not compute refused by name (diffusers 0.42, schedulers/scheduling_dd{pm,im}.py).

import * as v from 'valibot';
import type { PackNote } from '../terms/pack-info';
import type { SchedulerConfig, VarianceType } from '../terms/scheduler';
import { isLearned } from '../diffusion/learned-variance';
import { checked, mismatch, refuseUnknown, unsupported } from './checked';
import type { JsonObject } from './json';
import { withNumbers } from './numbers-as-text';
import { ofOtherSamplers, schedulerClass, schedulerClasses } from './scheduler-classes';

const MAX_TIMESTEPS = 100_000;
const USUAL_STEPS = 100;
const finite = v.pipe(v.number(), v.finite('a finite number'));
const open = v.pipe(v.number(), v.gtValue(0, 'above 0'), v.ltValue(1, 'below 1'));

const betaSchedules = ['linear', 'scaled_linear', 'squaredcos_cap_v2', 'sigmoid'] as const;
const predictions = ['epsilon', 'sample', 'v_prediction'] as const;
const spacings = ['leading', 'trailing', 'linspace'] as const;
/** Σ by its name, and of the logarithms: diffusers takes a root of the one, and nothing of the other (its steps are NaN). */
const variances: Readonly<Record<string, VarianceType>> = {
  fixed_small: 'fixed_small',
  fixed_small_log: 'fixed_small',
  fixed_large: 'fixed_large',
  fixed_large_log: 'fixed_large',
  learned: 'learned',
  learned_range: 'learned_range',
};
const varianceNames = Object.keys(variances);

const schema = v.object({
  num_train_timesteps: v.optional(
    v.pipe(
      v.number(),
      v.integer('a whole number'),
      v.minValue(1, 'at least 1'),
      v.maxValue(MAX_TIMESTEPS, `at most ${MAX_TIMESTEPS}`),
    ),
    1000,
  ),
  beta_start: v.optional(open, 0.0001),
  beta_end: v.optional(open, 0.02),
  beta_schedule: v.optional(v.picklist(betaSchedules), 'linear'),
  trained_betas: v.optional(v.nullable(v.array(open)), null),
  variance_type: v.optional(v.nullable(v.picklist(varianceNames)), null),
  clip_sample: v.optional(v.boolean(), true),
  clip_sample_range: v.optional(v.pipe(finite, v.gtValue(0, 'above 0')), 1),
  prediction_type: v.optional(v.picklist(predictions), 'epsilon'),
  timestep_spacing: v.optional(v.picklist(spacings), 'leading'),
  steps_offset: v.optional(v.pipe(v.number(), v.integer('a whole number'), v.minValue(0, 'at least 0')), 0),
  set_alpha_to_one: v.optional(v.boolean(), true),
  rescale_betas_zero_snr: v.optional(v.nullable(v.boolean()), false),
  thresholding: v.optional(v.nullable(v.boolean()), false),
  dynamic_thresholding_ratio: v.optional(
    v.pipe(v.number(), v.gtValue(0, 'above 0'), v.maxValue(1, 'at most 1')),
    0.995,
  ),
  sample_max_value: v.optional(v.pipe(finite, v.minValue(1, 'at least 1')), 1),
});

/** Diffusers reads them no longer. */
const ignored = ['tensor_format', 'predict_epsilon'];

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseSchedulerConfig(written: JsonObject, path: string): SchedulerConfig {
  const json = withNumbers(written);
  const kind = schedulerClass(json['_class_name']);
  if (kind === null) throw unsupported(path, '_class_name', json['_class_name'], schedulerClasses.join(', '));
  refuseOptions(json, path);
  refuseUnknown(json, [...Object.keys(schema.entries), ...ignored, ...ofOtherSamplers], path);
  const config = checked(schema, json, path);
  const { num_train_timesteps: timesteps, trained_betas: trained } = config;
  if (trained !== null && trained.length !== timesteps) {
    throw mismatch(path, `expected ${timesteps} trained_betas, one a timestep, got ${trained.length}.`);
  }
  if (config.steps_offset >= timesteps) {
    throw mismatch(path, `expected steps_offset below ${timesteps}, got ${config.steps_offset}.`);
  }
  const predictionType = givesX0(json) ? 'sample' : config.prediction_type;
  const named = variances[config.variance_type ?? ''] ?? 'fixed_small';
  const rescales = config.rescale_betas_zero_snr === true;
  if (rescales && predictionType === 'epsilon' && beginsAtEnd(config)) {
    const instead =
      'with v_prediction or sample, or with timestep_spacing leading and a first t below the last: no x_0 follows from ε where ᾱ is 0';
    throw unsupported(path, 'rescale_betas_zero_snr', true, instead);
  }
  if (rescales && timesteps < 2) {
    throw mismatch(path, 'expected 2 timesteps or more with rescale_betas_zero_snr, got 1.');
  }
  const thresholds = config.thresholding === true;
  return {
    trainTimesteps: timesteps,
    betaSchedule: config.beta_schedule,
    betaStart: config.beta_start,
    betaEnd: config.beta_end,
    trainedBetas: trained,
    varianceType: kind.ddim === true && !isLearned(named) ? 'fixed_small' : named,
    clipRange: config.clip_sample && !thresholds ? config.clip_sample_range : null,
    ...(thresholds
      ? { thresholding: { ratio: config.dynamic_thresholding_ratio, most: config.sample_max_value } }
      : {}),
    predictionType,
    ...(rescales ? { zeroTerminalSnr: true } : {}),
    timestepSpacing: config.timestep_spacing,
    stepsOffset: config.steps_offset,
    setAlphaToOne: kind.ddim === true ? config.set_alpha_to_one : true,
  };
}

/** Whether a chain of the usual length lists the last t. */
function beginsAtEnd({
  timestep_spacing: spacing,
  num_train_timesteps: T,
  steps_offset: offset,
}: v.InferOutput<typeof schema>): boolean {
  const steps = Math.min(USUAL_STEPS, T);
  return spacing !== 'leading' || (steps - 1) * Math.floor(T / steps) + offset >= T - 1;
}

/** What is to be said of a config that parses. */
export function schedulerNotes(json: JsonObject): readonly PackNote[] {
  const name = String(json['_class_name']);
  const { variance_type: variance } = json;
  return [
    ...(schedulerClass(name)?.other === true
      ? [`Its scheduler is ${name}: its β’s are read, and it is sampled with DDPM or DDIM.`]
      : []),
    ...(givesX0(json) ? ['“predict_epsilon” is false: what the network gives is x̂₀.'] : []),
    ...(variance === 'fixed_small_log' || variance === 'fixed_large_log'
      ? [
          `“${variance}” is taken as ${variances[variance]}: Σ = ${variance === 'fixed_small_log' ? 'β̃' : 'β'}.`,
        ]
      : []),
    ...(variance === 'learned' || variance === 'learned_range'
      ? [
          `Its network also predicts Σ, separately for each number (“${variance}”): DDPM uses it for the noise and for the nudge s·Σ·g, DDIM does not use it.`,
        ]
      : []),
  ].map((text) => ({ text }));
}

/** The way to say so before there was a prediction_type. */
function givesX0({ predict_epsilon: predictsEps, prediction_type: type }: JsonObject): boolean {
  return predictsEps === false && (type === undefined || type === 'epsilon');
}

/** By name, before types are looked at. */
function refuseOptions(json: JsonObject, path: string): void {
  const only = (option: string, supported: readonly unknown[], instead: string) => {
    const value = json[option];
    if (value !== undefined && !supported.includes(value)) throw unsupported(path, option, value, instead);
  };
  only('predict_epsilon', [true, false, null], '');
  only('use_flow_sigmas', [false, null], '');
  only('timestep_type', ['discrete'], 'discrete');
  only('variance_type', [...varianceNames, null], varianceNames.join(', '));
  only('beta_schedule', betaSchedules, betaSchedules.join(', '));
  only('prediction_type', predictions, predictions.join(', '));
  only('timestep_spacing', spacings, spacings.join(', '));
}
