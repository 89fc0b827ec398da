import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { json, patch, readJson, utf8, type Files, type Json } from '../tiny-pack';
import type { Case } from './case';
import { inFolder, plain, type InHand } from './in-hand';

const SCHEDULER = 'scheduler/scheduler_config.json';
const UNET = 'unet/config.json';
const scheduler = (fields: Json) => (): InHand => inFolder(patch(plain(), SCHEDULER, fields));
const unet = (fields: Json) => (): InHand => inFolder(patch(plain(), UNET, fields));

/** A small U-Net of test/parity/formats, or of another folder beside it. */
function stored(name: string, fields: Json, of: 'formats' | 'classes' = 'formats'): InHand {
  const folder = resolve(import.meta.dirname, '../../parity', of);
  const read = (end: string) => new Uint8Array(readFileSync(resolve(folder, `${name}.${end}`)));
  return inFolder(
    patch(plain(), SCHEDULER, fields)
      .set(UNET, read('config.json'))
      .set('unet/diffusion_pytorch_model.safetensors', read('weights.safetensors')),
  );
}

/** As YAML or a command line leaves it; null and truth values too. */
function asText(files: Files, path: string): Files {
  const fields = Object.entries(readJson(files, path)).map(([name, value]) => {
    if (typeof value === 'boolean') return [name, value ? 'True' : 'False'];
    return [name, typeof value === 'number' ? String(value) : (value ?? 'None')];
  });
  return files.set(path, json(Object.fromEntries(fields)));
}

const other = (name: string): Case => ({
  what: `\`${name}\``,
  inHand: () =>
    inFolder(
      patch(patch(plain(), SCHEDULER, { _class_name: name }), 'model_index.json', {
        scheduler: ['diffusers', name],
      }),
    ),
  comes: 'opens',
  says: [`Its scheduler is ${name}: its β’s are read, and it is sampled with DDPM or DDIM`],
});

export const schedulerCases: readonly Case[] = [
  {
    what: 'numbers as text (`"1e-4"`), and `"True"`, `"None"`',
    inHand: () => inFolder(asText(asText(plain(), SCHEDULER), UNET)),
    comes: 'opens',
  },
  {
    what: 'DDPMParallelScheduler, DDIMParallelScheduler',
    inHand: scheduler({ _class_name: 'DDPMParallelScheduler' }),
    comes: 'opens',
  },
  other('PNDMScheduler'),
  {
    what: '`DPMSolverMultistepScheduler`, as diffusers writes it (`-Infinity` among its numbers)',
    inHand: () => {
      const text = `{"_class_name": "DPMSolverMultistepScheduler", "algorithm_type": "dpmsolver++", "lambda_min_clipped": -Infinity, "solver_order": 2, "use_karras_sigmas": true, "variance_type": null}`;
      return inFolder(plain().set(SCHEDULER, utf8(text)));
    },
    comes: 'opens',
    says: ['Its scheduler is DPMSolverMultistepScheduler'],
  },
  other('DPMSolverSinglestepScheduler'),
  other('EulerDiscreteScheduler'),
  other('EulerAncestralDiscreteScheduler'),
  other('UniPCMultistepScheduler'),
  other('DEISMultistepScheduler'),
  other('HeunDiscreteScheduler'),
  other('LMSDiscreteScheduler'),
  other('KDPM2DiscreteScheduler'),
  other('KDPM2AncestralDiscreteScheduler'),
  other('SASolverScheduler'),
  other('DPMSolverSDEScheduler'),
  {
    what: 'a scheduler of flow matching, or any other',
    inHand: scheduler({ _class_name: 'FlowMatchEulerDiscreteScheduler' }),
    comes: 'pack-unsupported',
    says: ['FlowMatchEulerDiscreteScheduler', 'DDPMScheduler'],
  },
  {
    what: '`predict_epsilon: false`',
    inHand: scheduler({ predict_epsilon: false }),
    comes: 'opens',
    says: ['what the network gives is x̂₀'],
  },
  {
    what: '`variance_type: fixed_small_log`',
    inHand: scheduler({ variance_type: 'fixed_small_log' }),
    comes: 'opens',
    says: ['Σ = β̃'],
  },
  {
    what: '`variance_type: fixed_large_log`',
    inHand: scheduler({ variance_type: 'fixed_large_log' }),
    comes: 'opens',
    says: ['Σ = β'],
  },
  {
    what: '`variance_type: learned_range`, out_channels twice in_channels',
    inHand: () => stored('unet-07', { variance_type: 'learned_range' }),
    comes: 'opens',
    says: ['Its network also predicts Σ', 'DDIM does not use it'],
    same: false,
  },
  {
    what: '`variance_type: learned`: the second half is Σ, as diffusers has it',
    inHand: () => stored('unet-08', { variance_type: 'learned' }),
    comes: 'opens',
    says: ['Its network also predicts Σ'],
    same: false,
  },
  {
    what: 'out_channels twice in_channels, and a fixed Σ',
    inHand: () => stored('unet-07', {}),
    comes: 'pack-mismatch',
    says: ['twice in_channels', 'variance_type', 'learned_range'],
  },
  {
    what: '`variance_type: learned_range`, and a network that gives no Σ',
    inHand: scheduler({ variance_type: 'learned_range' }),
    comes: 'pack-mismatch',
    says: ['expected out_channels of 2'],
  },
  { what: '`beta_schedule: sigmoid`', inHand: scheduler({ beta_schedule: 'sigmoid' }), comes: 'opens' },
  {
    what: '`thresholding`, with its two fields',
    inHand: scheduler({ thresholding: true, dynamic_thresholding_ratio: 0.99, sample_max_value: 1.5 }),
    comes: 'opens',
  },
  {
    what: '`rescale_betas_zero_snr`, where v or x_0 is predicted',
    inHand: scheduler({ rescale_betas_zero_snr: true, prediction_type: 'v_prediction' }),
    comes: 'opens',
  },
  {
    what: '`rescale_betas_zero_snr`, where ε is predicted and the first t has ᾱ = 0',
    inHand: scheduler({ rescale_betas_zero_snr: true, timestep_spacing: 'trailing' }),
    comes: 'pack-unsupported',
    says: ['rescale_betas_zero_snr', 'v_prediction'],
  },
  { what: '`num_train_timesteps: 1`', inHand: scheduler({ num_train_timesteps: 1 }), comes: 'opens' },
  {
    what: 'an option that nobody knows',
    inHand: scheduler({ an_option_of_tomorrow: true }),
    comes: 'pack-unsupported',
    says: ['an_option_of_tomorrow'],
  },
  {
    what: 'a value of another kind',
    inHand: scheduler({ beta_end: 'small' }),
    comes: 'pack-corrupt',
    says: ['"beta_end": expected a number, got "small"'],
  },
];

export const unetCases: readonly Case[] = [
  {
    what: '`sample_size` null or absent: asked, prefilled with 32 or what is nearest of what the levels can halve',
    inHand: unet({ sample_size: null }),
    comes: 'asks',
    says: ['gives no sample_size: of how many pixels'],
  },
  {
    what: 'the same, 16 chosen',
    inHand: unet({ sample_size: undefined }),
    answers: { size: 16 },
    comes: 'opens',
    says: ['no sample_size: 16 × 16 was chosen'],
    same: false,
  },
  {
    what: 'the same, with a size that the levels cannot halve (a link that was changed by hand)',
    inHand: unet({ sample_size: null }),
    answers: { size: 33 },
    comes: 'asks',
    says: ['Expected pixels that 2 divides, from 8 to 256, got 33'],
  },
  {
    what: '`sample_size` of 65 to 256: the time of a step is measured, and asked about',
    inHand: unet({ sample_size: 72 }),
    comes: 'asks',
    says: ['Samples of 72 × 72: a step of one sample takes about', 'by a probe that was timed'],
  },
  {
    what: 'the same, opened all the same',
    inHand: unet({ sample_size: 72 }),
    answers: { slow: true },
    comes: 'opens',
    same: false,
  },
  {
    what: '`sample_size` beyond 256',
    inHand: unet({ sample_size: 512 }),
    comes: 'pack-corrupt',
    says: ['"sample_size": expected at most 256 pixels, got 512'],
  },
  {
    what: 'a network that does not fit into memory',
    inHand: unet({
      block_out_channels: [1024, 2048],
      sample_size: 256,
      down_block_types: ['DownBlock2D', 'DownBlock2D'],
      up_block_types: ['UpBlock2D', 'UpBlock2D'],
      add_attention: false,
    }),
    comes: 'pack-unsupported',
    says: ['of memory', 'of weights as float32', 'of history', 'Nudge takes at most 1500 MB'],
  },
  {
    what: '2 channels: a plane each',
    inHand: () => stored('unet-05', {}),
    comes: 'opens',
    says: ['each is shown as a plane of greys, side by side'],
    same: false,
  },
  {
    what: '4 channels, as a latent has: a plane each',
    inHand: () => stored('unet-06', {}),
    comes: 'opens',
    says: ['as the latents of an autoencoder do', 'a plane of greys from −3 to +3'],
    same: false,
  },
  { what: '`sample_size` as text', inHand: unet({ sample_size: '8' }), comes: 'opens' },
  {
    what: 'an EMAModel’s fields among the U-Net’s',
    inHand: unet({ decay: 0.9999, inv_gamma: 1, power: 0.75, optimization_step: 500, use_ema_warmup: true }),
    comes: 'opens',
  },
  ...['mish', 'gelu', 'relu'].map((name): Case => ({
    what: `\`act_fn: ${name}\``,
    inHand: unet({ act_fn: name }),
    comes: 'opens',
    same: false,
  })),
  {
    what: 'another `act_fn`',
    inHand: unet({ act_fn: 'leaky_relu' }),
    comes: 'pack-unsupported',
    says: ['leaky_relu'],
  },
  {
    what: '`num_train_timesteps` in the U-Net’s config',
    inHand: unet({ num_train_timesteps: 1000 }),
    comes: 'opens',
  },
  {
    what: '`num_class_embeds`, and `nullClass` in nudge.json: guided toward its classes, classifier-free',
    inHand: () => {
      const nudge = { format: 1, title: 'mine', nullClass: 1, guides: [{ kind: 'classifier-free' }] };
      return stored('unet-00', {}, 'classes').set('nudge.json', new Blob([json(nudge)]));
    },
    comes: 'opens',
    same: false,
  },
  {
    what: 'a nudge.json that names a folder of another model, as models that come with Nudge may',
    inHand: () => {
      const guides = [{ kind: 'classifier', path: '../digits/classifier' }];
      const nudge = { format: 1, title: 'mine', guides };
      return stored('unet-00', {}, 'classes').set('nudge.json', new Blob([json(nudge)]));
    },
    comes: 'pack-corrupt',
    says: ['"../digits/classifier"', 'put a copy of that folder beside nudge.json'],
  },
  {
    what: 'a nudge.json that names a folder further away',
    inHand: () => {
      const nudge = { format: 1, title: 'mine', judge: '../../judge' };
      return stored('unet-00', {}, 'classes').set('nudge.json', new Blob([json(nudge)]));
    },
    comes: 'pack-corrupt',
    says: ['"../../judge"', 'the name of a folder beside nudge.json'],
  },
  {
    what: '`num_class_embeds` alone: always with a class, until a person says which class means “no class”',
    inHand: () => stored('unet-00', {}, 'classes'),
    comes: 'opens',
    same: false,
  },
  {
    what: 'a U-Net with text or other conditions',
    inHand: unet({ _class_name: 'UNet2DConditionModel' }),
    comes: 'pack-unsupported',
    says: ['UNet2DConditionModel'],
  },
];
