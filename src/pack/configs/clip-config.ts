// The three configs of a CLIP to our words (training/faces/clip.py): its own, the image encoder's, which is a noisy
// classifier's with a label for each dimension, and the text encoder's.

import * as v from 'valibot';
import type { ClipConfig, ImageEncoderConfig, TextEncoderConfig } from '../../nn/clip/clip-config';
import { SPECIAL_TOKENS } from '../../nn/clip/tokens';
import { checked, mismatch, refuseUnknown } from '../checked';
import type { JsonObject } from '../json';
import { limits } from '../limits';
import { parseClassifierConfig, refuseClass } from '../network-config';
import { count, expectHeads, MOST_LAYERS, MOST_POSITIONS, MOST_WORDS } from './text-fields';

const clipSchema = v.object({
  _class_name: v.string(),
  scale: v.pipe(v.number(), v.gtValue(0, 'a positive number'), v.maxValue(1000, 'at most 1000')),
});

const textSchema = v.object({
  _class_name: v.string(),
  vocabulary: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(100, 'a short word'))),
    v.maxLength(MOST_WORDS, `at most ${MOST_WORDS} words`),
  ),
  length: count(MOST_POSITIONS),
  width: count(limits.channels),
  layers: count(MOST_LAYERS),
  heads: count(limits.channels),
  dimensions: count(limits.classes),
});

export interface ClipJson {
  readonly json: JsonObject;
  /** For sentences: "clip/config.json". */
  readonly path: string;
}

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseClipConfig(clip: ClipJson, image: ClipJson, text: ClipJson): ClipConfig {
  refuseClass(clip.json, 'Clip', clip.path);
  refuseUnknown(clip.json, Object.keys(clipSchema.entries), clip.path);
  const { scale } = checked(clipSchema, clip.json, clip.path);
  const imageConfig = parseImageEncoderConfig(image.json, image.path);
  const textConfig = parseTextEncoderConfig(text.json, text.path);
  if (imageConfig.dimensions !== textConfig.dimensions) {
    throw mismatch(
      text.path,
      `expected ${imageConfig.dimensions} dimensions as the image encoder has, got ${textConfig.dimensions}.`,
    );
  }
  return { scale, image: imageConfig, text: textConfig };
}

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseImageEncoderConfig(json: JsonObject, path: string): ImageEncoderConfig {
  const { labels, ...encoder } = parseClassifierConfig(json, path);
  return { ...encoder, dimensions: labels.length };
}

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseTextEncoderConfig(json: JsonObject, path: string): TextEncoderConfig {
  refuseClass(json, 'TextEncoder', path);
  refuseUnknown(json, Object.keys(textSchema.entries), path);
  const { vocabulary, length, width, layers, heads, dimensions } = checked(textSchema, json, path);
  expectHeads({ width, heads, length }, path);
  SPECIAL_TOKENS.forEach((special, token) => {
    if (vocabulary[token] === special) return;
    throw mismatch(
      path,
      `expected "${special}" for token ${token}, got "${vocabulary[token] ?? 'nothing'}".`,
    );
  });
  const known = new Set<string>();
  const twice = vocabulary.find((word) => known.size === known.add(word).size);
  if (twice !== undefined) throw mismatch(path, `expected every word once, got "${twice}" twice.`);
  return { vocabulary, length, width, layers, heads, dimensions };
}
