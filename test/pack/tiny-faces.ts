// A tiny pack of faces: the small CLIP and denoiser of test/parity/faces, and a classifier and a judge of two attributes.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  json,
  readJson,
  tinyPack,
  writeSafetensors,
  type Files,
  type Json,
  type RawTensor,
} from './tiny-pack';

const stem = resolve(import.meta.dirname, '../parity/faces/small');
const read = (name: string) => new Uint8Array(readFileSync(`${stem}-${name}`));
const id2label = Object.fromEntries(
  ['hair: red', 'hair: blue', 'hair: plain', 'hat: no hat', 'hat: hat'].map((label, i) => [i, label]),
);

export const tinyFacesNudge: Json = {
  format: 1,
  title: 'Tiny faces',
  guides: [
    { kind: 'clip', path: 'clip', title: 'Prompt', scale: { default: 5 } },
    { kind: 'attributes', path: 'classifier', title: 'Attributes', scale: { default: 20, max: 40 } },
    { kind: 'clip-clean', path: 'clip-clean', title: 'Clean CLIP', scale: { default: 5 } },
    { kind: 'clip-on-x0', id: 'clip-on-x0', path: 'clip-clean', scale: { default: 5 } },
  ],
  judge: 'judge',
  slots: [
    { name: 'hair', captions: { red: 'red hair', blue: 'blue hair', plain: 'hair' } },
    { name: 'hat', captions: { 'no hat': 'a face', hat: 'a hat' } },
  ],
  examples: ['blue hair', 'a face with red hair | a hat:-1'],
  heldOut: [{ hair: 'blue', hat: 'hat' }],
  defaults: { steps: 10 },
};

/** Fresh files by path. */
export function tinyFaces(): Files {
  const files: Files = new Map();
  const put = (folder: string, name: string, config: Json = {}, model = 'model') => {
    const text = new TextDecoder().decode(read(`${name}.config.json`));
    files.set(`${folder}/config.json`, json({ ...(JSON.parse(text) as Json), ...config }));
    files.set(`${folder}/${model}.safetensors`, read(`${name}.weights.safetensors`));
  };
  put('unet', 'unet', {}, 'diffusion_pytorch_model');
  put('classifier', 'image', { id2label });
  for (const folder of ['clip', 'clip-clean']) {
    files.set(`${folder}/config.json`, json({ _class_name: 'Clip', scale: 14 }));
    put(`${folder}/image`, 'image');
    put(`${folder}/text`, 'text');
  }
  const tiny = tinyPack();
  for (const path of ['model_index.json', 'scheduler/scheduler_config.json']) {
    files.set(path, tiny.get(path)!);
  }
  const judge = { ...readJson(tiny, 'judge/config.json'), in_channels: 3, channels: [4], strides: [2] };
  files.set('judge/config.json', json({ ...judge, id2label }));
  files.set('judge/model.safetensors', writeSafetensors(judgeWeights()));
  return files.set('nudge.json', json(tinyFacesNudge));
}

function judgeWeights(): Map<string, RawTensor> {
  const tensor = (shape: readonly number[]): RawTensor => {
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(3 * i));
    return { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) };
  };
  return new Map([
    ['conv_0.weight', tensor([4, 3, 3, 3])],
    ['conv_0.bias', tensor([4])],
    ['classifier.weight', tensor([5, 4])],
    ['classifier.bias', tensor([5])],
  ]);
}
