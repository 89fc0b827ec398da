// scheduler_config.json of DDPMScheduler and DDIMScheduler to our SchedulerConfig: diffusers' defaults filled
// in, everything that we do not compute refused by name (diffusers 0.42, schedulers/scheduling_dd{pm,im}.py).

import * as v from 'valibot';
import type { SchedulerConfig } from '../terms/scheduler';
import { checked, mismatch, refuseUnknown, unsupported } from './checked';
import type { JsonObject } from './json';

const MAX_TIMESTEPS = 100_000;
const finite = v.pipe(v.number(), v.finite('a finite number'));
const open = v.pipe(v.number(), v.gtValue(0, 'above 0'), v.ltValue(1, 'below 1'));

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
  beta_schedule: v.optional(v.picklist(['linear', 'scaled_linear', 'squaredcos_cap_v2']), 'linear'),
  trained_betas: v.optional(v.nullable(v.array(open)), null),
  variance_type: v.optional(v.picklist(['fixed_small', 'fixed_large']), 'fixed_small'),
  clip_sample: v.optional(v.boolean(), true),
  clip_sample_range: v.optional(v.pipe(finite, v.gtValue(0, 'above 0')), 1),
  prediction_type: v.optional(v.picklist(['epsilon', 'sample', 'v_prediction']), 'epsilon'),
  timestep_spacing: v.optional(v.picklist(['leading', 'trailing', 'linspace']), 'leading'),
  steps_offset: v.optional(v.pipe(v.number(), v.integer('a whole number'), v.minValue(0, 'at least 0')), 0),
  set_alpha_to_one: v.optional(v.boolean(), true),
});

/** Read by thresholding only, or by other schedulers that diffusers saves into the same file. */
const ignored = ['dynamic_thresholding_ratio', 'sample_max_value', 'skip_prk_steps', 'tensor_format'];

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseSchedulerConfig(json: JsonObject, path: string): SchedulerConfig {
  refuseOptions(json, path);
  refuseUnknown(json, [...Object.keys(schema.entries), ...ignored, 'predict_epsilon'], path);
  const config = checked(schema, json, path);
  const { num_train_timesteps: timesteps, trained_betas: trained } = config;
  if (trained !== null && trained.length !== timesteps) {
    throw mismatch(path, `expected ${timesteps} trained_betas, one a timestep, got ${trained.length}.`);
  }
  if (config.steps_offset >= timesteps) {
    throw mismatch(path, `expected steps_offset below ${timesteps}, got ${config.steps_offset}.`);
  }
  const isDdim = json['_class_name'] === 'DDIMScheduler';
  return {
    trainTimesteps: timesteps,
    betaSchedule: config.beta_schedule,
    betaStart: config.beta_start,
    betaEnd: config.beta_end,
    trainedBetas: trained,
    varianceType: isDdim ? 'fixed_small' : config.variance_type,
    clipRange: config.clip_sample ? config.clip_sample_range : null,
    predictionType: config.prediction_type,
    timestepSpacing: config.timestep_spacing,
    stepsOffset: config.steps_offset,
    setAlphaToOne: isDdim ? config.set_alpha_to_one : true,
  };
}

/** By name, before types are looked at. */
function refuseOptions(json: JsonObject, path: string): void {
  const only = (option: string, supported: readonly unknown[], instead: string) => {
    const value = json[option];
    if (value !== undefined && !supported.includes(value)) throw unsupported(path, option, value, instead);
  };
  const name = json['_class_name'];
  if (name !== 'DDPMScheduler' && name !== 'DDIMScheduler') {
    throw unsupported(path, '_class_name', name, 'DDPMScheduler, DDIMScheduler');
  }
  only('thresholding', [false, null], '');
  only('rescale_betas_zero_snr', [false, null], '');
  only('predict_epsilon', [true], 'prediction_type instead');
  only('variance_type', ['fixed_small', 'fixed_large'], 'fixed_small, fixed_large');
  only(
    'beta_schedule',
    ['linear', 'scaled_linear', 'squaredcos_cap_v2'],
    'linear, scaled_linear, squaredcos_cap_v2',
  );
  only('prediction_type', ['epsilon', 'sample', 'v_prediction'], 'epsilon, sample, v_prediction');
  only('timestep_spacing', ['leading', 'trailing', 'linspace'], 'leading, trailing, linspace');
}
