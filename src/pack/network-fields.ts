// The fields of UNet2DModel's and NoisyClassifier's config.json, with diffusers' defaults (0.42,
// models/unets/unet_2d.py). Options of which only one value is computed are loose here: they are refused by
// name in network-config.ts.

import * as v from 'valibot';
import { labelsSchema } from './labels';
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

export const unetSchema = v.object({
  ...encoderFields,
  out_channels: v.optional(count(limits.channels), 3),
  time_embedding_dim: v.optional(v.nullable(count(4 * limits.channels)), null),
  up_block_types: v.optional(names, ['AttnUpBlock2D', 'AttnUpBlock2D', 'AttnUpBlock2D', 'UpBlock2D']),
  upsample_type: v.optional(v.unknown(), 'conv'),
  class_embed_type: v.optional(v.unknown(), null),
  num_class_embeds: v.optional(v.nullable(count(limits.classes + 1)), null),
  num_train_timesteps: v.optional(v.unknown(), null),
});

export const classifierSchema = v.object({ ...encoderFields, id2label: labelsSchema });

export type EncoderFields = v.InferOutput<v.ObjectSchema<typeof encoderFields, undefined>>;
