// The config.json of UNet2DModel and NoisyClassifier to our words: diffusers' defaults filled in, everything
// that we do not compute refused by name (diffusers 0.42, models/unets/unet_2d.py).

import type { EncoderConfig, NoisyClassifierConfig, UNetConfig } from '../nn/unet-config';
import { checked, refuseUnknown, unsupported } from './checked';
import type { JsonObject } from './json';
import { labelsOf } from './labels';
import { expectConsistentEncoder, expectConsistentUNet } from './network-checks';
import { classifierSchema, unetSchema, type EncoderFields } from './network-fields';

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
  const unet = { ...encoder, outChannels: config.out_channels, upAttention };
  expectConsistentUNet(unet, path);
  return unet;
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

function encoderConfig(config: EncoderFields, timeEmbeddingDim: number | null, path: string): EncoderConfig {
  const { block_out_channels: channels, sample_size: size, norm_num_groups: groups } = config;
  const downAttention = config.down_block_types.map((name) =>
    hasAttention(name, ['DownBlock2D', 'AttnDownBlock2D'], 'down_block_types', path),
  );
  const first = channels[0] ?? 0;
  const encoder: EncoderConfig = {
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
