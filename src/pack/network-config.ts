// The config.json of UNet2DModel and NoisyClassifier to our words: diffusers' defaults filled in, everything
// that we do not compute refused by name (diffusers 0.42, models/unets/unet_2d.py).

import * as v from 'valibot';
import type { EncoderConfig, NoisyClassifierConfig, UNetConfig } from '../nn/unet-config';
import { checked, mismatch, refuseUnknown, unsupported } from './checked';
import type { JsonObject } from './json';
import { labelsOf, labelsSchema } from './labels';
import { limits } from './limits';

const count = (most: number) =>
  v.pipe(
    v.number(),
    v.integer('a whole number'),
    v.minValue(1, 'at least 1'),
    v.maxValue(most, `at most ${most}`),
  );
const names = v.pipe(
  v.array(v.string()),
  v.minLength(1, 'at least one level'),
  v.maxLength(limits.levels, `at most ${limits.levels} levels`),
);
const side = v.pipe(
  v.number(),
  v.integer('a whole number'),
  v.minValue(limits.sampleSide.min, `at least ${limits.sampleSide.min} pixels`),
  v.maxValue(limits.sampleSide.max, `at most ${limits.sampleSide.max} pixels`),
);
export const sampleSizeSchema = v.union(
  [side, v.strictTuple([side, side])],
  `a size of ${limits.sampleSide.min} to ${limits.sampleSide.max} pixels, or [height, width] of such`,
);

/** Fields with diffusers' defaults. Options with one supported value are loose here and refused below. */
const encoderFields = {
  _class_name: v.string(),
  sample_size: sampleSizeSchema,
  in_channels: v.optional(count(limits.channels), 3),
  center_input_sample: v.optional(v.boolean(), false),
  time_embedding_type: v.optional(v.unknown(), 'positional'),
  freq_shift: v.optional(v.pipe(v.number(), v.finite('a finite number')), 0),
  flip_sin_to_cos: v.optional(v.boolean(), true),
  down_block_types: v.optional(names, [
    'DownBlock2D',
    'AttnDownBlock2D',
    'AttnDownBlock2D',
    'AttnDownBlock2D',
  ]),
  mid_block_type: v.optional(v.unknown(), 'UNetMidBlock2D'),
  block_out_channels: v.optional(
    v.pipe(
      v.array(count(limits.channels)),
      v.minLength(1, 'at least one level'),
      v.maxLength(limits.levels, `at most ${limits.levels} levels`),
    ),
    [224, 448, 672, 896],
  ),
  layers_per_block: v.optional(count(limits.layersPerBlock), 2),
  mid_block_scale_factor: v.optional(v.pipe(v.number(), v.gtValue(0, 'a positive number')), 1),
  downsample_padding: v.optional(v.unknown(), 1),
  downsample_type: v.optional(v.unknown(), 'conv'),
  dropout: v.optional(v.number(), 0),
  act_fn: v.optional(v.unknown(), 'silu'),
  attention_head_dim: v.optional(v.nullable(count(limits.channels)), 8),
  norm_num_groups: v.optional(count(limits.channels), 32),
  attn_norm_num_groups: v.optional(v.nullable(count(limits.channels)), null),
  norm_eps: v.optional(
    v.pipe(v.number(), v.gtValue(0, 'a positive number'), v.maxValue(1, 'at most 1')),
    1e-5,
  ),
  resnet_time_scale_shift: v.optional(v.unknown(), 'default'),
  add_attention: v.optional(v.boolean(), true),
};

const unetSchema = v.object({
  ...encoderFields,
  out_channels: v.optional(count(limits.channels), 3),
  time_embedding_dim: v.optional(v.nullable(count(4 * limits.channels)), null),
  up_block_types: v.optional(names, ['AttnUpBlock2D', 'AttnUpBlock2D', 'AttnUpBlock2D', 'UpBlock2D']),
  upsample_type: v.optional(v.unknown(), 'conv'),
  class_embed_type: v.optional(v.unknown(), null),
  num_class_embeds: v.optional(v.unknown(), null),
  num_train_timesteps: v.optional(v.unknown(), null),
});

const classifierSchema = v.object({ ...encoderFields, id2label: labelsSchema });

type EncoderFields = v.InferOutput<v.ObjectSchema<typeof encoderFields, undefined>>;

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseUNetConfig(json: JsonObject, path: string): UNetConfig {
  refuseClass(json, 'UNet2DModel', path);
  refuseOptions(json, path);
  refuseUnknown(json, Object.keys(unetSchema.entries), path);
  const config = checked(unetSchema, json, path);
  const encoder = encoderConfig(config, config.time_embedding_dim, path);
  if (config.in_channels !== 1 && config.in_channels !== 3) {
    throw unsupported(path, 'in_channels', config.in_channels, '1 (grey) or 3 (RGB)');
  }
  if (config.out_channels === 2 * config.in_channels) {
    throw unsupported(
      path,
      'out_channels',
      config.out_channels,
      'as many as in_channels (no learned variance)',
    );
  }
  if (config.out_channels !== config.in_channels) {
    throw unsupported(path, 'out_channels', config.out_channels, 'as many as in_channels');
  }
  const upAttention = config.up_block_types.map((name) =>
    hasAttention(name, ['UpBlock2D', 'AttnUpBlock2D'], 'up_block_types', path),
  );
  const levels = config.block_out_channels.length;
  config.block_out_channels.toReversed().forEach((n, level) => {
    if (upAttention[level]) expectHead(config.attention_head_dim, n, path);
  });
  if (upAttention.length !== levels) {
    throw mismatch(path, `expected ${levels} up_block_types, one a level, got ${upAttention.length}.`);
  }
  for (const length of encoder.sampleSize) {
    const step = 2 ** (levels - 1);
    if (length % step !== 0) {
      throw mismatch(path, `expected a sample_size that ${step} divides (${levels} levels), got ${length}.`);
    }
  }
  return { ...encoder, outChannels: config.out_channels, upAttention };
}

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseClassifierConfig(json: JsonObject, path: string): NoisyClassifierConfig {
  refuseClass(json, 'NoisyClassifier', path);
  refuseOptions(json, path);
  refuseUnknown(json, Object.keys(classifierSchema.entries), path);
  const config = checked(classifierSchema, json, path);
  return { ...encoderConfig(config, null, path), labels: labelsOf(config.id2label, path) };
}

export function refuseClass(json: JsonObject, expected: string, path: string): void {
  const name = json['_class_name'];
  if (name !== expected) throw unsupported(path, '_class_name', name, expected);
}

/** Options of which we compute one value only. First, so that they are named before anything else is. */
function refuseOptions(json: JsonObject, path: string): void {
  const only = (option: string, supported: readonly unknown[], instead: string) => {
    const value = json[option];
    if (value !== undefined && !supported.includes(value)) throw unsupported(path, option, value, instead);
  };
  only('time_embedding_type', ['positional'], 'positional');
  only('class_embed_type', [null], '');
  only('num_class_embeds', [null], '');
  only('num_train_timesteps', [null], '');
  only('mid_block_type', ['UNetMidBlock2D', null], 'UNetMidBlock2D');
  only('downsample_type', ['conv'], 'conv');
  only('upsample_type', ['conv'], 'conv');
  only('downsample_padding', [0, 1], '0 or 1');
  only('act_fn', ['silu', 'swish'], 'silu');
  only('resnet_time_scale_shift', ['default', 'scale_shift'], 'default or scale_shift');
  if (json['sample_size'] === undefined || json['sample_size'] === null) {
    throw unsupported(path, 'sample_size', null, 'a number, or [height, width]');
  }
  if (json['norm_num_groups'] === null) throw unsupported(path, 'norm_num_groups', null, 'a number');
}

function hasAttention(
  name: string,
  [plain, attentive]: readonly [string, string],
  option: string,
  path: string,
): boolean {
  const current = name.startsWith('UNetRes') ? name.slice('UNetRes'.length) : name; // diffusers' first names
  if (current !== plain && current !== attentive)
    throw unsupported(path, option, name, `${plain}, ${attentive}`);
  return current === attentive;
}

function expectHead(head: number | null, channels: number, path: string): void {
  if (head === null || head <= channels) return;
  throw mismatch(path, `expected an attention_head_dim of at most ${channels} channels, got ${head}.`);
}

function encoderConfig(config: EncoderFields, timeEmbeddingDim: number | null, path: string): EncoderConfig {
  const { block_out_channels: channels, sample_size: size, norm_num_groups: groups } = config;
  const downAttention = config.down_block_types.map((name) =>
    hasAttention(name, ['DownBlock2D', 'AttnDownBlock2D'], 'down_block_types', path),
  );
  if (downAttention.length !== channels.length) {
    throw mismatch(
      path,
      `expected ${channels.length} down_block_types, one a level, got ${downAttention.length}.`,
    );
  }
  const odd = channels.find((n) => n % groups !== 0);
  if (odd !== undefined)
    throw mismatch(path, `expected norm_num_groups (${groups}) to divide ${odd} channels.`);
  const last = channels.at(-1) ?? 0;
  if (config.attn_norm_num_groups !== null && last % config.attn_norm_num_groups !== 0) {
    throw mismatch(
      path,
      `expected attn_norm_num_groups (${config.attn_norm_num_groups}) to divide ${last} channels.`,
    );
  }
  const head = config.attention_head_dim;
  channels.forEach((n, level) => {
    if (downAttention[level] || (n === last && config.add_attention)) expectHead(head, n, path);
  });
  const first = channels[0] ?? 0;
  if (Math.floor(first / 2) - config.freq_shift <= 0) {
    throw mismatch(path, `expected freq_shift below ${Math.floor(first / 2)}, got ${config.freq_shift}.`);
  }
  return {
    sampleSize: typeof size === 'number' ? [size, size] : size,
    inChannels: config.in_channels,
    centerInputSample: config.center_input_sample,
    timeEmbeddingDim: timeEmbeddingDim ?? 4 * first,
    flipSinToCos: config.flip_sin_to_cos,
    freqShift: config.freq_shift,
    blockOutChannels: channels,
    downAttention,
    layersPerBlock: config.layers_per_block,
    downsamplePadding: config.downsample_padding === 0 ? 0 : 1,
    attentionHeadDim: head,
    normNumGroups: groups,
    attnNormNumGroups: config.attn_norm_num_groups,
    normEps: config.norm_eps,
    timeScaleShift: config.resnet_time_scale_shift === 'scale_shift' ? 'scale_shift' : 'default',
    hasMidBlock: config.mid_block_type !== null,
    midBlockScaleFactor: config.mid_block_scale_factor,
    addAttention: config.add_attention,
  };
}
