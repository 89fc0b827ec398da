// Folders of U-Nets that take a class: what says which class means none, and what the others are called.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { filesInMemory } from '../../src/pack/files-in-memory';
import { openPack } from '../../src/pack/open-pack';
import { startTestWasm } from '../kernels/start-test-wasm';
import { json } from './tiny-pack';

beforeAll(async () => {
  await startTestWasm();
});

const fixture = (file: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(resolve(import.meta.dirname, '../parity/classes', file)));

/** Four embeddings. @param nudge of nudge.json; null without one */
function folder(nudge: object | null, index: object = {}): Map<string, Uint8Array<ArrayBuffer>> {
  return new Map([
    [
      'model_index.json',
      json({
        _class_name: 'DDPMPipeline',
        unet: ['diffusers', 'UNet2DModel'],
        scheduler: ['diffusers', 'DDPMScheduler'],
        ...index,
      }),
    ],
    ['scheduler/scheduler_config.json', json({ _class_name: 'DDPMScheduler' })],
    ['unet/config.json', fixture('unet-00.config.json')],
    ['unet/diffusion_pytorch_model.safetensors', fixture('unet-00.weights.safetensors')],
    ...(nudge === null ? [] : [['nudge.json', json({ format: 1, title: 'Classes', ...nudge })] as const]),
  ]);
}

const free = { guides: [{ kind: 'classifier-free' }] };

async function infoOf(files: Map<string, Uint8Array<ArrayBuffer>>) {
  const pack = await openPack(filesInMemory('classes', files));
  pack.dispose();
  return pack.info;
}

describe('a U-Net that takes a class', () => {
  test('has its classes as targets: all embeddings but the null class', async () => {
    const { guides, classEmbeds } = await infoOf(folder({ nullClass: 1, ...free }));
    expect(classEmbeds).toEqual({ count: 4, nullClass: 1 });
    expect(guides).toMatchObject([
      {
        id: 'classifier-free',
        title: 'Classifier-free',
        targets: ['class'],
        slots: [{ labels: ['0', '2', '3'] }],
        rule: { kind: 'classifier-free' },
      },
    ]);
  });

  test.each([
    ['nudge.json', { nullClass: 1, classes: ['cat', 'dog', 'owl'], ...free }, {}],
    [
      'model_index.json',
      { nullClass: 1, ...free },
      { id2label: { 0: 'cat', 1: 'none', 2: 'dog', 3: 'owl' } },
    ],
  ])('calls them as %s does', async (_, nudge, index) => {
    const { guides } = await infoOf(folder(nudge, index));
    expect(guides[0]!.slots[0]!.labels).toEqual(['cat', 'dog', 'owl']);
  });

  test('without a word on the null class opens conditional only, and says that nothing says it', async () => {
    const { guides, classEmbeds } = await infoOf(folder(null));
    expect(classEmbeds).toEqual({ count: 4, nullClass: null, unsaid: true });
    expect(guides).toMatchObject([
      { slots: [{ labels: ['0', '1', '2', '3'] }], scale: { default: 1, min: 1, max: 1, row: [1] } },
    ]);
    expect((await infoOf(folder({ nullClass: null, ...free }))).classEmbeds).toEqual({
      count: 4,
      nullClass: null,
    });
  });

  test('takes a null class that a person names, but not against what its files say', async () => {
    const named = async (nudge: object | null, nullClass: number | null) => {
      const pack = await openPack({
        ...filesInMemory('classes', folder(nudge)),
        answers: { nullClass },
      });
      pack.dispose();
      return pack.info.classEmbeds;
    };
    expect(await named(null, 2)).toEqual({ count: 4, nullClass: 2, unsaid: true });
    expect(await named(null, 0)).toEqual({ count: 4, nullClass: 0, unsaid: true });
    expect(await named(null, null)).toEqual({ count: 4, nullClass: null, unsaid: true });
    expect(await named({ nullClass: 1, ...free }, 2)).toEqual({ count: 4, nullClass: 1 });
    expect(await named({ nullClass: null, ...free }, 2)).toEqual({ count: 4, nullClass: null });
    await expect(named(null, 4)).rejects.toMatchObject({
      code: 'asks',
      message: 'Expected a null class from 0 to 3, or none, got 4: the model has 4 class embeddings.',
      question: { kind: 'null-class', count: 4 },
    });
  });

  test('answers as its embedding says, and without a class as its null class', async () => {
    const pack = await openPack(filesInMemory('classes', folder({ nullClass: 1, ...free })));
    const alone = await openPack(filesInMemory('classes', folder(null)));
    const xt = Float32Array.from({ length: 3 * 64 }, (_, i) => Math.sin(i % 64));
    const t = Float32Array.of(500, 500, 500);
    const said = await pack.denoiser.predict(xt, t, null, Int32Array.of(-1, 0, 2));
    expect(said).toEqual(await alone.denoiser.predict(xt, t, null, Int32Array.of(1, 0, 3)));
    expect(said.slice(0, 64)).not.toEqual(said.slice(64, 128));
    expect((await pack.denoiser.predict(xt, t, null)).slice(0, 64)).toEqual(said.slice(0, 64));
    await expect(alone.denoiser.predict(xt, t, null)).rejects.toThrow('expected a class, got none');
    pack.dispose();
    alone.dispose();
  });

  test.each([
    [{ nullClass: 4, ...free }, 'expected "nullClass" from 0 to 3, got 4'],
    [{ nullClass: 1, classes: ['cat'], ...free }, 'expected 3 "classes", got 1'],
    [{ guides: [{ kind: 'classifier' }] }, 'expected a "path" to its folder'],
  ])('is refused with %j', async (nudge, sentence) => {
    await expect(openPack(filesInMemory('classes', folder(nudge)))).rejects.toThrow(sentence);
  });
});
