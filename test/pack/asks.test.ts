// What is asked before a model opens, and what a step is said to take.

import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { costOf } from '../../src/nn/unet-cost';
import { duration, expectAffordable } from '../../src/pack/affordable';
import { parseUNetConfig } from '../../src/pack/network-config';
import { openOwnPack } from '../../src/pack/open-own-pack';
import { measuredSeconds } from '../../src/pack/step-time';
import type { NudgeError } from '../../src/terms/errors';
import { sizeRefusal, type LoadAnswers } from '../../src/terms/load-question';
import { answersOf, ownKey, ownModelId, ownModelOf, readOwnModelId } from '../../src/terms/own-model';
import { startTestWasm } from '../kernels/start-test-wasm';
import { inFolder, plain } from './formats/in-hand';
import { patch, readJson } from './tiny-pack';

const unet = readJson(plain(), 'unet/config.json');
const sizeless = () => inFolder(patch(plain(), 'unet/config.json', { sample_size: null }));

beforeAll(async () => {
  await startTestWasm();
});

describe('a config without a size', () => {
  it('asks for one that its levels can halve, and names what was chosen in its id', async () => {
    const asking = openOwnPack('mine', sizeless(), () => undefined);
    await expect(asking).rejects.toMatchObject({
      code: 'asks',
      question: { kind: 'size', step: 2, least: 8, most: 256, usual: 32 },
    });
    const { pack } = await openOwnPack('mine', sizeless(), () => undefined, undefined, { size: 12 });
    expect(pack.info.sampleShape).toEqual([12, 12, 1]);
    const own = ownModelOf(pack.info)!;
    expect(own.size).toBe(12);
    expect(readOwnModelId(ownModelId(own))).toEqual(own);
    pack.dispose();
    expect(tf.memory().numTensors).toBe(0);
  });

  it('is named as it was opened, whatever was chosen', () => {
    const own = fc.record({
      name: fc.stringMatching(/^[\w .:-]+$/),
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
      size: fc.option(fc.integer({ min: 8, max: 256 }), { nil: undefined }),
      nullClass: fc.option(fc.nat(1000), { nil: undefined }),
    });
    fc.assert(
      fc.property(own, own, (model, other) => {
        expect(readOwnModelId(ownModelId(model))).toEqual(model);
        const sameAnswers = model.size === other.size && model.nullClass === other.nullClass;
        const { sha256 } = model;
        expect(ownKey(model) === ownKey({ ...other, sha256 })).toBe(sameAnswers);
        const { size, nullClass } = model;
        expect(answersOf(model)).toEqual({
          ...(size === undefined ? {} : { size }),
          ...(nullClass === undefined ? {} : { nullClass }),
        });
      }),
    );
  });

  it('prefills what is nearest to 32', () => {
    const block_out_channels = [4, 4, 4, 4, 4, 4, 8];
    const blocks = {
      down_block_types: block_out_channels.map(() => 'DownBlock2D'),
      up_block_types: block_out_channels.map(() => 'UpBlock2D'),
    };
    const config = { ...unet, ...blocks, block_out_channels, sample_size: undefined };
    expect(() => parseUNetConfig(config, 'unet/config.json')).toThrow(
      expect.objectContaining({ question: { kind: 'size', step: 64, least: 64, most: 256, usual: 64 } }),
    );
  });

  it('says in one sentence what a size must be', () => {
    const question = { kind: 'size', step: 8, least: 8, most: 256, usual: 32 } as const;
    expect([8, 64, 256].map((side) => sizeRefusal(side, question))).toEqual([null, null, null]);
    expect(sizeRefusal(30, question)).toBe('Expected pixels that 8 divides, from 8 to 256, got 30.');
    expect(sizeRefusal(512, question)).toContain('got 512.');
    expect(sizeRefusal(NaN, question)).toContain('got no number.');
    expect(sizeRefusal(8.5, { ...question, step: 1 })).toContain('a whole number of pixels');
  });

  it('is refused for what else is wrong before it is asked about', () => {
    const config = { ...unet, sample_size: null, act_fn: 'leaky_relu' };
    expect(() => parseUNetConfig(config, 'unet/config.json')).toThrow('act_fn');
  });
});

describe('large samples', () => {
  const large = (sample_size: number, more: object = {}) =>
    parseUNetConfig({ ...unet, sample_size, ...more }, 'unet/config.json');
  const refused = async (
    config: ReturnType<typeof large>,
    answers: LoadAnswers,
    seconds = 3,
  ): Promise<unknown> =>
    await expectAffordable(config, 1e6, answers, () => Promise.resolve(seconds)).then(
      () => null,
      (error: unknown) => error,
    );

  it('are asked about with the time that was measured, unless they were agreed to', async () => {
    const asked = await refused(large(128), {});
    expect(asked).toMatchObject({ code: 'asks', question: { kind: 'slow' } });
    expect((asked as NudgeError).message).toContain('a step of one sample takes about 3.0 s');
    expect((asked as NudgeError).message).toContain('50 steps 3 min');
    expect(await refused(large(128), { slow: true })).toBeNull();
    expect(await refused(large(64), {})).toBeNull();
  });

  it('are refused where they do not fit, also where they were agreed to', async () => {
    const wide = {
      block_out_channels: [1024, 2048],
      down_block_types: ['DownBlock2D', 'DownBlock2D'],
      up_block_types: ['UpBlock2D', 'UpBlock2D'],
      add_attention: false,
    };
    expect(await refused(large(256, wide), { slow: true })).toMatchObject({ code: 'pack-unsupported' });
  });

  it('cost as many multiplications as their numbers say, and a step takes about as long as the probe says', async () => {
    const files = patch(plain(), 'unet/config.json', { sample_size: 64 });
    const { pack } = await openOwnPack('mine', inFolder(files), () => undefined);
    const cost = costOf(large(64));
    expect(cost.parameters / pack.info.parameters).toBeGreaterThan(0.9);
    expect(cost.parameters / pack.info.parameters).toBeLessThan(1.1);
    const smaller = costOf(large(32)).levels[0]!.multiplications;
    expect(cost.levels[0]!.multiplications / smaller).toBeGreaterThanOrEqual(4);
    pack.dispose();
    const seconds = await measuredSeconds(cost);
    expect(seconds).toBeGreaterThan(0);
    expect(tf.memory().numTensors).toBe(0);
  });

  it('take a time that is counted by the clock that is given', async () => {
    let now = 0;
    const level = { height: 8, width: 8, channels: 4, multiplications: 9e6 };
    const ticking = await measuredSeconds({ levels: [level] }, () => (now += 100));
    expect(ticking).toBeCloseTo(9e6 / ((9 * 16 * 64) / 100) / 1000, 6);
  });

  it('are told in a unit that can be read', () => {
    expect([0.0004, 0.05, 2.34, 42, 200, 9000].map(duration)).toEqual([
      '1 ms',
      '50 ms',
      '2.3 s',
      '42 s',
      '3 min',
      '2.5 h',
    ]);
  });
});
