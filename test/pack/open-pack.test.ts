import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PackFiles } from '../../src/pack/files';
import { filesInMemory, filesOfBlobs } from '../../src/pack/files-in-memory';
import { keptFiles } from '../../src/pack/kept-files';
import { NudgeError } from '../../src/terms/errors';
import { startTestWasm } from '../kernels/start-test-wasm';
import {
  json,
  patch,
  readSafetensors,
  tinyPack,
  writeSafetensors,
  type Files,
  type Json,
  type RawTensor,
} from './tiny-pack';
import { openPack, type OpenedPack } from '../../src/pack/open-pack';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { classesOf } from '../../src/terms/pack-info';
import type { Guide } from '../../src/terms/networks';

const UNET = 'unet/diffusion_pytorch_model.safetensors';
const CLASSIFIER = 'classifier/model.safetensors';

beforeAll(async () => {
  await startTestWasm();
});

let tensorsBefore = 0;
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});

const xt = Float32Array.from({ length: 2 * 64 }, (_, i) => Math.sin(i));
const t = Float32Array.from([900, 10]);
const targets = [2, 0].map(classTarget);
const guideOf = ({ guides }: OpenedPack): Guide => guides.get('classifier')!;

async function refusal(files: Files): Promise<NudgeError> {
  const error: unknown = await openPack(filesInMemory('tiny', files)).then(
    () => new Error('expected a refusal, got a pack'),
    (reason: unknown) => reason,
  );
  expect(tf.memory().numTensors).toBe(tensorsBefore);
  if (error instanceof NudgeError) return error;
  throw error;
}

function changeTensor(
  files: Files,
  path: string,
  name: string,
  change: (tensor: RawTensor) => RawTensor,
): Files {
  const tensors = readSafetensors(files.get(path) ?? new Uint8Array());
  const tensor = tensors.get(name);
  if (!tensor) throw new Error(`no tensor ${name}`);
  return files.set(path, writeSafetensors(tensors.set(name, change(tensor))));
}

describe('a pack', () => {
  test('opens, guided, with what nudge.json says', async () => {
    const pack = await openPack(filesInMemory('tiny', tinyPack()));
    expect(pack.info).toMatchObject({
      id: 'tiny',
      title: 'Tiny',
      sampleShape: [8, 8, 1],
      guides: [
        {
          id: 'classifier',
          targets: ['class'],
          slots: [{ name: 'class', labels: ['left', 'right', 'up'] }],
          scale: { default: 2 },
          rule: meanShift,
        },
      ],
      hasJudge: true,
      defaultSteps: 50,
    });
    expect(pack.info.scheduler.timestepSpacing).toBe('trailing');
    const guidance = await guideOf(pack).evaluate(xt, t, targets, null);
    const sums = [0, 1].map((b) => guidance.beliefs?.slice(3 * b, 3 * b + 3).reduce((a, p) => a + p, 0));
    for (const sum of sums) expect(sum).toBeCloseTo(1, 6);
    expect(guidance.value[0]).toBeCloseTo(Math.log(guidance.beliefs?.[2] ?? NaN), 5);
    expect(guidance.gradient).toHaveLength(128);
    pack.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  test('leaves no tensor behind, step after step', async () => {
    const pack = await openPack(filesInMemory('tiny', tinyPack()));
    const judge = await pack.judge();
    await guideOf(pack).evaluate(xt, t, targets, null);
    const before = tf.memory();
    for (let i = 0; i < 20; i++) {
      const output = pack.denoiser.predict(xt, t, null);
      const guidance = guideOf(pack).evaluate(xt, t, targets, null);
      await Promise.all([output, guidance, judge?.judge(xt)]);
      expect(tf.memory().numTensors).toBe(before.numTensors);
      expect(tf.memory().numBytes).toBe(before.numBytes);
    }
    pack.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  test('treats lanes alone: a batch of two is two batches of one', async () => {
    const pack = await openPack(filesInMemory('tiny', tinyPack()));
    const both = await pack.denoiser.predict(xt, t, null);
    const second = await pack.denoiser.predict(xt.slice(64), t.slice(1), null);
    second.forEach((value, i) => expect(value).toBeCloseTo(both[64 + i] ?? NaN, 5));
    const guided = await guideOf(pack).evaluate(xt, t, targets, null);
    const alone = await guideOf(pack).evaluate(xt.slice(64), t.slice(1), targets.slice(1), null);
    alone.gradient.forEach((value, i) => expect(value).toBeCloseTo(guided.gradient[64 + i] ?? NaN, 5));
    pack.dispose();
  });

  test('gives the gradient that finite differences give', async () => {
    const pack = await openPack(filesInMemory('tiny', tinyPack()));
    const guided = await guideOf(pack).evaluate(xt, t, targets, null);
    const direction = Float32Array.from({ length: 128 }, (_, i) => Math.cos(3 * i) / 8);
    const at = async (h: number) => {
      const moved = xt.map((x, i) => x + h * (direction[i] ?? 0));
      const { value } = await guideOf(pack).evaluate(moved, t, targets, null);
      return Array.from(value);
    };
    const h = 1e-2;
    const [up, down] = [await at(h), await at(-h)];
    for (const b of [0, 1]) {
      let along = 0;
      for (let i = 64 * b; i < 64 * (b + 1); i++) along += (guided.gradient[i] ?? NaN) * (direction[i] ?? 0);
      expect(((up[b] ?? NaN) - (down[b] ?? NaN)) / (2 * h)).toBeCloseTo(along, 3);
    }
    pack.dispose();
  });

  test('counts the bytes of the weights', async () => {
    const files = tinyPack();
    const seen: [number, number][] = [];
    const pack = await openPack(filesInMemory('tiny', files), (loaded, total) => seen.push([loaded, total]));
    const total = (files.get(UNET)?.length ?? 0) + (files.get(CLASSIFIER)?.length ?? 0);
    expect(seen[0]).toEqual([0, total]);
    expect(seen.at(-1)).toEqual([total, total]);
    pack.dispose();
  });

  test('opens from blobs in hand', async () => {
    const blobs = new Map(Array.from(tinyPack(), ([path, bytes]) => [path, new Blob([bytes])]));
    const pack = await openPack(filesOfBlobs('mine', blobs));
    expect(pack.info.id).toBe('mine');
    pack.dispose();
  });

  test('opens again from kept files, without reading twice', async () => {
    const inner = filesInMemory('tiny', tinyPack());
    const reads: string[] = [];
    const counted: PackFiles = {
      ...inner,
      read: (path, limit, onBytes) => {
        reads.push(path);
        return inner.read(path, limit, onBytes);
      },
    };
    const files = keptFiles(counted);
    const first = await openPack(files);
    const output = await first.denoiser.predict(xt, t, null);
    first.dispose();
    const once = reads.length;
    const second = await openPack(files);
    expect(await second.denoiser.predict(xt, t, null)).toEqual(output);
    second.dispose();
    expect(reads).toHaveLength(once);
  });

  test('opens a foreign checkpoint: unguided, named after its folder', async () => {
    const files = tinyPack();
    for (const path of files.keys()) if (/nudge|classifier|judge/.test(path)) files.delete(path);
    const pack = await openPack(filesInMemory('my-model', files));
    expect(pack.info).toMatchObject({ title: 'my-model', guides: [], hasJudge: false });
    expect(pack.guides.size).toBe(0);
    expect(await pack.judge()).toBeNull();
    pack.dispose();
  });

  test('opens guided when a classifier lies beside a foreign checkpoint', async () => {
    const files = tinyPack();
    files.delete('nudge.json');
    const pack = await openPack(filesInMemory('my-model', files));
    expect(classesOf(pack.info)).toEqual(['left', 'right', 'up']);
    pack.dispose();
  });

  test('opens sharded weights', async () => {
    const files = tinyPack();
    const whole = await openPack(filesInMemory('tiny', files));
    const expected = await whole.denoiser.predict(xt, t, null);
    whole.dispose();
    const entries = [...readSafetensors(files.get(UNET) ?? new Uint8Array())];
    const half = Math.floor(entries.length / 2);
    const names = ['diffusion_pytorch_model-00001-of-00002', 'diffusion_pytorch_model-00002-of-00002'];
    const shards = [entries.slice(0, half), entries.slice(half)];
    const map: Record<string, string> = {};
    shards.forEach((shard, i) => {
      files.set(`unet/${names[i]}.safetensors`, writeSafetensors(new Map(shard)));
      for (const [name] of shard) map[name] = `${names[i]}.safetensors`;
    });
    files.delete(UNET);
    files.set(`${UNET}.index.json`, json({ metadata: {}, weight_map: map }));
    const pack = await openPack(filesInMemory('tiny', files));
    expect(await pack.denoiser.predict(xt, t, null)).toEqual(expected);
    pack.dispose();

    files.delete(`unet/${names[1]}.safetensors`);
    expect((await refusal(files)).code).toBe('pack-missing');
    map['conv_in.weight'] = '../../elsewhere.safetensors';
    files.set(`${UNET}.index.json`, json({ metadata: {}, weight_map: map }));
    expect((await refusal(files)).code).toBe('pack-corrupt');
  });
});

describe('a pack that cannot be opened', () => {
  test.each([
    'model_index.json',
    'scheduler/scheduler_config.json',
    'unet/config.json',
    UNET,
    'classifier/config.json',
    CLASSIFIER,
  ])('says that %s is missing', async (path) => {
    const files = tinyPack();
    files.delete(path);
    const error = await refusal(files);
    expect(error.code).toBe('pack-missing');
    expect(error.message).toContain(path);
  });

  test.each<[string, Json]>([
    ['_class_name', { _class_name: 'StableDiffusionPipeline' }],
    ['unet', { unet: ['diffusers', 'UNet2DConditionModel'] }],
    ['scheduler', { scheduler: ['diffusers', 'FlowMatchEulerDiscreteScheduler'] }],
  ])('refuses another %s', async (option, fields) => {
    const error = await refusal(patch(tinyPack(), 'model_index.json', fields));
    expect(error.code).toBe('pack-unsupported');
    expect(error.message).toContain(`"${option}"`);
  });

  test('refuses options before any weight is read', async () => {
    const inner = filesInMemory('tiny', patch(tinyPack(), 'classifier/config.json', { act_fn: 'gelu' }));
    const reads: string[] = [];
    const files: PackFiles = {
      ...inner,
      read: (path, limit, onBytes) => {
        reads.push(path);
        return inner.read(path, limit, onBytes);
      },
    };
    await expect(openPack(files)).rejects.toThrow('act_fn');
    expect(reads.filter((path) => path.endsWith('.safetensors'))).toEqual([]);
  });

  test('names the tensor that is missing, extra, misshapen or not a number', async () => {
    const without = tinyPack();
    const tensors = readSafetensors(without.get(UNET) ?? new Uint8Array());
    tensors.delete('conv_out.bias');
    without.set(UNET, writeSafetensors(tensors));
    const missing = await refusal(without);
    expect(missing.code).toBe('pack-mismatch');
    expect(missing.message).toContain('conv_out.bias');

    tensors.set('conv_out.bias', { dtype: 'F32', shape: [1], bytes: new Uint8Array(4) });
    tensors.set('stranger', { dtype: 'F32', shape: [1], bytes: new Uint8Array(4) });
    const extra = await refusal(tinyPack().set(UNET, writeSafetensors(tensors)));
    expect(extra.code).toBe('pack-mismatch');
    expect(extra.message).toContain('stranger');

    const turned = changeTensor(tinyPack(), UNET, 'time_embedding.linear_1.weight', (tensor) => ({
      ...tensor,
      shape: tensor.shape.toReversed(),
    }));
    const misshapen = await refusal(turned);
    expect(misshapen.code).toBe('pack-mismatch');
    expect(misshapen.message).toContain('[16, 4]');

    const nan = changeTensor(tinyPack(), CLASSIFIER, 'classifier.bias', (tensor) => ({
      ...tensor,
      bytes: tensor.bytes.map(() => 0xff),
    }));
    const broken = await refusal(nan);
    expect(broken.code).toBe('pack-corrupt');
    expect(broken.message).toContain('classifier.bias');
  });

  test('refuses a classifier of other samples', async () => {
    const error = await refusal(patch(tinyPack(), 'classifier/config.json', { sample_size: 16 }));
    expect(error.code).toBe('pack-mismatch');
    expect(error.message).toContain('8×8×1');
  });

  test('a broken judge does not keep the pack from opening', async () => {
    const files = tinyPack();
    files.delete('judge/model.safetensors');
    const pack = await openPack(filesInMemory('tiny', files));
    await expect(pack.judge()).rejects.toThrow('judge/model.safetensors');
    pack.dispose();
  });
});
