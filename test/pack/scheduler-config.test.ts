import { describe, expect, test } from 'vitest';
import { parseSchedulerConfig } from '../../src/pack/scheduler-config';
import { refusal } from './refusal';
import { readJson, tinyPack, type Json } from './tiny-pack';

const scheduler = readJson(tinyPack(), 'scheduler/scheduler_config.json');

describe('scheduler_config.json', () => {
  const path = 'scheduler/scheduler_config.json';
  const parse = (fields: Json) => parseSchedulerConfig({ ...scheduler, ...fields }, path);

  test.each(['DDPMScheduler', 'DDIMScheduler'])('fills in the defaults of %s', (name) => {
    expect(parseSchedulerConfig({ _class_name: name }, path)).toEqual({
      trainTimesteps: 1000,
      betaSchedule: 'linear',
      betaStart: 0.0001,
      betaEnd: 0.02,
      trainedBetas: null,
      varianceType: 'fixed_small',
      clipRange: 1,
      predictionType: 'epsilon',
      timestepSpacing: 'leading',
      stepsOffset: 0,
      setAlphaToOne: true,
    });
  });

  test('reads every supported option', () => {
    const fields = {
      _class_name: 'DDIMScheduler',
      num_train_timesteps: 2,
      beta_schedule: 'squaredcos_cap_v2',
      trained_betas: [0.1, 0.2],
      clip_sample_range: 2,
      prediction_type: 'v_prediction',
      timestep_spacing: 'linspace',
      steps_offset: 1,
      set_alpha_to_one: false,
    };
    expect(parse(fields)).toMatchObject({
      trainedBetas: [0.1, 0.2],
      clipRange: 2,
      predictionType: 'v_prediction',
      timestepSpacing: 'linspace',
      stepsOffset: 1,
      setAlphaToOne: false,
    });
    expect(parse({ clip_sample: false }).clipRange).toBeNull();
    expect(parse({ variance_type: 'fixed_large' }).varianceType).toBe('fixed_large');
  });

  test.each([
    ['_class_name', 'FlowMatchEulerDiscreteScheduler'],
    ['_class_name', 'EDMDPMSolverMultistepScheduler'],
    ['_class_name', 'VQDiffusionScheduler'],
    ['use_flow_sigmas', true],
    ['timestep_type', 'continuous'],
    ['variance_type', 'learned_log'],
    ['beta_schedule', 'laplace'],
    ['prediction_type', 'flow_prediction'],
    ['timestep_spacing', 'karras'],
    ['predict_epsilon', 'never'],
    ['an_option_of_tomorrow', true],
  ])('refuses %s %j by name', (option, value) => {
    const error = refusal(() => parse({ [option]: value }));
    expect(error.code).toBe('pack-unsupported');
    expect(error.message).toContain(`"${option}"`);
  });

  test.each([
    ['num_train_timesteps', 1e9],
    ['num_train_timesteps', 0],
    ['beta_start', 2],
    ['beta_end', 'small'],
    ['trained_betas', [0.1, 'x']],
    ['clip_sample_range', -1],
    ['steps_offset', -1],
    ['clip_sample', 'yes'],
    ['thresholding', 1],
    ['dynamic_thresholding_ratio', 2],
    ['sample_max_value', 0.5],
  ])('says what is wrong with %s %j', (option, value) => {
    const error = refusal(() => parse({ [option]: value }));
    expect(error.code).toBe('pack-corrupt');
    expect(error.message).toContain(`"${option}`);
  });

  test('takes betas that end without a signal where x_0 follows from the prediction all the same', () => {
    const zero = { rescale_betas_zero_snr: true };
    expect(parse({ ...zero, prediction_type: 'v_prediction' }).zeroTerminalSnr).toBe(true);
    expect(parse({ ...zero, timestep_spacing: 'leading' }).zeroTerminalSnr).toBe(true);
    const error = refusal(() => parse({ ...zero, timestep_spacing: 'trailing' }));
    expect(error.code).toBe('pack-unsupported');
    expect(error.message).toContain('rescale_betas_zero_snr');
    const one = { ...zero, prediction_type: 'sample', num_train_timesteps: 1 };
    expect(refusal(() => parse(one)).code).toBe('pack-mismatch');
  });

  test('refuses betas of another chain', () => {
    expect(refusal(() => parse({ trained_betas: [0.1] })).code).toBe('pack-mismatch');
  });
});
