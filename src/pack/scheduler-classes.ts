// The schedulers of diffusers (0.42) whose schedule can be read, and what is only theirs. Nudge samples with DDPM or DDIM: of
// another scheduler the β's are taken, what the network predicts,
// and which timesteps a chain lists, as DDPMScheduler.from_config does.

interface SchedulerClass {
  /** Samples in another way than Nudge; absent: just so. */
  readonly other?: true;
  /** Its noise is DDIM's β̃. */
  readonly ddim?: true;
}

const classes: Readonly<Record<string, SchedulerClass>> = {
  DDPMScheduler: {},
  DDPMParallelScheduler: {},
  DDIMScheduler: { ddim: true },
  DDIMParallelScheduler: { ddim: true },
  PNDMScheduler: { other: true },
  DPMSolverMultistepScheduler: { other: true },
  DPMSolverSinglestepScheduler: { other: true },
  EulerDiscreteScheduler: { other: true },
  EulerAncestralDiscreteScheduler: { other: true },
  HeunDiscreteScheduler: { other: true },
  LMSDiscreteScheduler: { other: true },
  KDPM2DiscreteScheduler: { other: true },
  KDPM2AncestralDiscreteScheduler: { other: true },
  SASolverScheduler: { other: true },
  DPMSolverSDEScheduler: { other: true },
  UniPCMultistepScheduler: { other: true },
  DEISMultistepScheduler: { other: true },
};

export const schedulerClasses: readonly string[] = Object.keys(classes);

export function schedulerClass(name: unknown): SchedulerClass | null {
  return typeof name === 'string' && Object.hasOwn(classes, name) ? classes[name]! : null;
}

/** How those sample, which is not how Nudge does. */
export const ofOtherSamplers: readonly string[] = [
  'algorithm_type',
  'corrector_order',
  'disable_corrector',
  'euler_at_final',
  'final_sigmas_type',
  'flow_shift',
  'interpolation_type',
  'lambda_min_clipped',
  'lower_order_final',
  'noise_sampler_seed',
  'predict_x0',
  'predictor_order',
  'sigma_max',
  'sigma_min',
  'skip_prk_steps',
  'solver_order',
  'solver_p',
  'solver_type',
  'time_shift_type',
  'timestep_type',
  'use_beta_sigmas',
  'use_exponential_sigmas',
  'use_karras_sigmas',
  'use_lu_lambdas',
];
