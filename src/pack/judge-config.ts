// judge/config.json, which is ours: convolutions with their channels and strides, and the labels.

import * as v from 'valibot';
import type { JudgeConfig } from '../nn/unet-config';
import { checked, mismatch } from './checked';
import type { JsonObject } from './json';
import { labelsOf, labelsSchema } from './labels';
import { limits } from './limits';
import { refuseClass } from './network-config';
import { sampleSizeSchema } from './network-fields';

const channels = v.pipe(
  v.number(),
  v.integer('a whole number'),
  v.minValue(1, 'at least 1'),
  v.maxValue(limits.channels, `at most ${limits.channels}`),
);
const schema = v.object({
  sample_size: sampleSizeSchema,
  in_channels: channels,
  channels: v.pipe(v.array(channels), v.minLength(1, 'at least one'), v.maxLength(16, 'at most 16')),
  strides: v.array(v.picklist([1, 2], '1 or 2')),
  id2label: labelsSchema,
});

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseJudgeConfig(json: JsonObject, path: string): JudgeConfig {
  refuseClass(json, 'Judge', path);
  const config = checked(schema, json, path);
  const { sample_size: size, strides } = config;
  if (strides.length !== config.channels.length) {
    throw mismatch(path, `expected ${config.channels.length} strides, got ${strides.length}.`);
  }
  return {
    sampleSize: typeof size === 'number' ? [size, size] : size,
    inChannels: config.in_channels,
    convolutions: config.channels.map((outputs, i) => ({ channels: outputs, stride: strides[i] ?? 1 })),
    labels: labelsOf(config.id2label, path),
  };
}
