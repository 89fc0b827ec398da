// The config.json of UNet2DModel and NoisyClassifier to our words: diffusers' defaults filled in, everything
// that we do not compute refused by name (diffusers 0.42, models/unets/unet_2d.py).

import type { ActivationName } from '../nn/layers/activation';
import type { EncoderConfig, NoisyClassifierConfig, UNetConfig } from '../nn/unet-config';
import { NudgeError } from '../terms/errors';
import { sizeRefusal, type SizeQuestion } from '../terms/load-question';
import { checked, refuseUnknown, unsupported } from './checked';
import type { JsonObject } from './json';
import { withNumbers } from './numbers-as-text';
import { labelsOf } from './labels';
import { limits } from './limits';
import { expectConsistentEncoder, expectConsistentUNet } from './network-checks';
import { classifierSchema, unetSchema, type EncoderFields } from './network-fields';

/**
 * @param size the side that was chosen, where the config gives none
 * @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch`; `asks` where no size is given or chosen
 */
export function parseUNetConfig(written: JsonObject, path: string, size?: number): UNetConfig {
  const numbered = withNumbers(written);
  const asks = givesNoSize(numbered) ? sizeQuestion(numbered) : null;
  const wrong = asks === null || size === undefined ? null : sizeRefusal(size, asks);
  // asked about only once everything else is as it must be
  const side = wrong === null ? (size ?? asks?.usual) : asks?.usual;
  const json = asks === null ? numbered : { ...numbered, sample_size: side };
  refuseClass(json, 'UNet2DModel', path);
  refuseOptions(json, path, ['mish', 'gelu', 'relu']);
  refuseUnknown(json, [...Object.keys(unetSchema.entries), ...ofTheTraining], path);
  const config = checked(unetSchema, json, path);
  const encoder = encoderConfig(config, config.time_embedding_dim, path);
  if (config.in_channels > limits.sampleChannels) {
    throw unsupported(path, 'in_channels', config.in_channels, '1 (grey), 3 (RGB), 2 or 4 (planes)');
  }
  if (![1, 2].includes(config.out_channels / config.in_channels)) {
    const instead = 'as many as in_channels, or twice as many where Σ is learned';
    throw unsupported(path, 'out_channels', config.out_channels, instead);
  }
  const up = config.up_block_types.map((name) => blockOf(name, upBlocks, 'up_block_types', path));
  const upAttention = up.map(({ attends }) => attends);
  const unet = {
    ...encoder,
    outChannels: config.out_channels,
    upAttention,
    ...(config.num_class_embeds === null ? {} : { classEmbeds: config.num_class_embeds }),
    ...(up.some(({ resnet }) => resnet) ? { upResnet: up.map(({ resnet }) => resnet) } : {}),
  };
  expectConsistentUNet(unet, path);
  if (asks !== null && (wrong !== null || size === undefined)) {
    throw new NudgeError(
      'asks',
      `${path} gives no sample_size: of how many pixels are its pictures?`,
      wrong ?? 'It is that of the pictures that it was trained on.',
      asks,
    );
  }
  return unet;
}

/** A UNet2DModel takes pictures of any size, and its config need not say of which it has seen. */
export function givesNoSize({ sample_size: size }: JsonObject): boolean {
  return size === undefined || size === null;
}

/** 32, or what is nearest to it of what its levels can halve. */
function sizeQuestion({ block_out_channels: channels }: JsonObject): SizeQuestion {
  const levels = Array.isArray(channels) ? channels.length : 4;
  const step = 2 ** Math.min(Math.max(0, levels - 1), limits.levels);
  const { min, max } = limits.sampleSide;
  const usual = Math.max(1, Math.round(32 / step)) * step;
  return { kind: 'size', step, least: Math.ceil(min / step) * step, most: max - (max % step), usual };
}

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseClassifierConfig(json: JsonObject, path: string): NoisyClassifierConfig {
  refuseClass(json, 'NoisyClassifier', path);
  refuseOptions(json, path);
  refuseUnknown(json, Object.keys(classifierSchema.entries), path);
  const config = checked(classifierSchema, json, path);
  return { ...encoderConfig(config, null, path), labels: labelsOf(config.id2label, path) };
}

/** What an EMAModel saves among the options, which is of no use to a finished network. */
const ofTheTraining = [
  'decay',
  'foreach',
  'inv_gamma',
  'min_decay',
  'optimization_step',
  'power',
  'update_after_step',
  'use_ema_warmup',
];

export function refuseClass(json: JsonObject, expected: string, path: string): void {
  const name = json['_class_name'];
  if (name !== expected) throw unsupported(path, '_class_name', name, expected);
}

/** Options of which we compute one value only. First, so that they are named before anything else is. */
function refuseOptions(json: JsonObject, path: string, activations: readonly string[] = []): void {
  const only = (option: string, supported: readonly unknown[], instead: string) => {
    const value = json[option];
    if (value !== undefined && !supported.includes(value)) throw unsupported(path, option, value, instead);
  };
  only('time_embedding_type', ['positional'], 'positional');
  only('class_embed_type', [null], '');
  only('mid_block_type', ['UNetMidBlock2D', null], 'UNetMidBlock2D');
  only('downsample_type', ['conv'], 'conv');
  only('upsample_type', ['conv'], 'conv');
  only('downsample_padding', [0, 1], '0 or 1');
  const functions = ['silu', 'swish', ...activations];
  only('act_fn', functions, functions.join(', '));
  only('resnet_time_scale_shift', ['default', 'scale_shift'], 'default or scale_shift');
  if (json['norm_num_groups'] === null) throw unsupported(path, 'norm_num_groups', null, 'a number');
}

interface Block {
  readonly attends: boolean;
  /** Whether its resolution is changed by a residual block. */
  readonly resnet: boolean;
}

const plain: Block = { attends: false, resnet: false };
const attentive: Block = { attends: true, resnet: false };
const resampling: Block = { attends: false, resnet: true };
const downBlocks = new Map([
  ['DownBlock2D', plain],
  ['AttnDownBlock2D', attentive],
  ['ResnetDownsampleBlock2D', resampling],
]);
const upBlocks = new Map([
  ['UpBlock2D', plain],
  ['AttnUpBlock2D', attentive],
  ['ResnetUpsampleBlock2D', resampling],
]);

function blockOf(name: string, known: ReadonlyMap<string, Block>, option: string, path: string): Block {
  const current = name.startsWith('UNetRes') ? name.slice('UNetRes'.length) : name; // diffusers' first names
  const block = known.get(current);
  if (block === undefined) throw unsupported(path, option, name, [...known.keys()].join(', '));
  return block;
}

/** @returns null of SiLU, by either of its names */
function activationOf(name: unknown): ActivationName | null {
  return name === 'mish' || name === 'gelu' || name === 'relu' ? name : null;
}

function encoderConfig(config: EncoderFields, timeEmbeddingDim: number | null, path: string): EncoderConfig {
  const { block_out_channels: channels, sample_size: size, norm_num_groups: groups } = config;
  const down = config.down_block_types.map((name) => blockOf(name, downBlocks, 'down_block_types', path));
  const activation = activationOf(config.act_fn);
  const first = channels[0] ?? 0;
  const encoder: EncoderConfig = {
    sampleSize: typeof size === 'number' ? [size, size] : size,
    inChannels: config.in_channels,
    centerInputSample: config.center_input_sample,
    timeEmbeddingDim: timeEmbeddingDim ?? 4 * first,
    flipSinToCos: config.flip_sin_to_cos,
    freqShift: config.freq_shift,
    blockOutChannels: channels,
    downAttention: down.map(({ attends }) => attends),
    ...(down.some(({ resnet }) => resnet) ? { downResnet: down.map(({ resnet }) => resnet) } : {}),
    ...(activation === null ? {} : { activation }),
    layersPerBlock: config.layers_per_block,
    downsamplePadding: config.downsample_padding === 0 ? 0 : 1,
    attentionHeadDim: config.attention_head_dim,
    normNumGroups: groups,
    attnNormNumGroups: config.attn_norm_num_groups,
    normEps: config.norm_eps,
    timeScaleShift: config.resnet_time_scale_shift === 'scale_shift' ? 'scale_shift' : 'default',
    hasMidBlock: config.mid_block_type !== null,
    midBlockScaleFactor: config.mid_block_scale_factor,
    addAttention: config.add_attention,
  };
  expectConsistentEncoder(encoder, path);
  return encoder;
}
