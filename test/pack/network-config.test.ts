import { describe, expect, test } from 'vitest';
import { parseUNetConfig, parseClassifierConfig } from '../../src/pack/network-config';
import { refusal } from './refusal';
import { readJson, tinyPack, type Json } from './tiny-pack';

const unet = readJson(tinyPack(), 'unet/config.json');
const classifier = readJson(tinyPack(), 'classifier/config.json');

describe('unet/config.json', () => {
  const parse = (fields: Json) => parseUNetConfig({ ...unet, ...fields }, 'unet/config.json');

  test('reads what diffusers wrote', () => {
    expect(parse({})).toMatchObject({
      sampleSize: [8, 8],
      inChannels: 1,
      timeEmbeddingDim: 16,
      attentionHeadDim: 2,
    });
  });

  test('fills in diffusers’ defaults', () => {
    const bare = { _class_name: 'UNet2DModel', sample_size: [16, 64] };
    expect(parseUNetConfig(bare, 'unet/config.json')).toEqual({
      sampleSize: [16, 64],
      inChannels: 3,
      outChannels: 3,
      centerInputSample: false,
      timeEmbeddingDim: 896,
      flipSinToCos: true,
      freqShift: 0,
      blockOutChannels: [224, 448, 672, 896],
      downAttention: [false, true, true, true],
      upAttention: [true, true, true, false],
      layersPerBlock: 2,
      downsamplePadding: 1,
      attentionHeadDim: 8,
      normNumGroups: 32,
      attnNormNumGroups: null,
      normEps: 1e-5,
      timeScaleShift: 'default',
      hasMidBlock: true,
      midBlockScaleFactor: 1,
      addAttention: true,
    });
  });

  test('knows diffusers’ first names of blocks', () => {
    const old = { down_block_types: ['UNetResDownBlock2D', 'UNetResAttnDownBlock2D'] };
    expect(parse(old).downAttention).toEqual([false, true]);
  });

  test.each([
    ['_class_name', 'UNet2DConditionModel'],
    ['time_embedding_type', 'fourier'],
    ['time_embedding_type', 'learned'],
    ['class_embed_type', 'timestep'],
    ['class_embed_type', 'identity'],
    ['down_block_types', ['DownBlock2D', 'SkipDownBlock2D']],
    ['down_block_types', ['DownBlock2D', 'CrossAttnDownBlock2D']],
    ['up_block_types', ['AttnSkipUpBlock2D', 'UpBlock2D']],
    ['mid_block_type', 'UNetMidBlock2DCrossAttn'],
    ['downsample_type', 'resnet'],
    ['upsample_type', 'resnet'],
    ['downsample_padding', 2],
    ['act_fn', 'leaky_relu'],
    ['resnet_time_scale_shift', 'spatial'],
    ['resnet_time_scale_shift', 'ada_group'],
    ['norm_num_groups', null],
    ['in_channels', 5],
    ['out_channels', 3],
    ['cross_attention_dim', 768],
    ['an_option_of_tomorrow', true],
  ])('refuses %s %j by name', (option, value) => {
    const error = refusal(() => parse({ [option]: value }));
    expect(error.code).toBe('pack-unsupported');
    expect(error.message).toContain(`"${option}"`);
    expect(error.hint).not.toBe('');
  });

  test.each([
    ['norm_eps', 'small'],
    ['norm_eps', -1],
    ['norm_eps', null],
    ['layers_per_block', 1e9],
    ['layers_per_block', 0],
    ['layers_per_block', 1.5],
    ['block_out_channels', []],
    ['block_out_channels', [4, -4]],
    ['block_out_channels', 'many'],
    ['block_out_channels', Array.from({ length: 100 }, () => 4)],
    ['sample_size', 4],
    ['sample_size', 257],
    ['sample_size', [8, 8, 8]],
    ['sample_size', 'large'],
    ['flip_sin_to_cos', 1],
    ['freq_shift', 'no'],
    ['mid_block_scale_factor', 0],
    ['down_block_types', [1, 2]],
  ])('says what is wrong with %s %j', (option, value) => {
    const error = refusal(() => parse({ [option]: value }));
    expect(error.code).toBe('pack-corrupt');
    expect(error.message).toMatch(new RegExp(`^unet/config.json: "${option}.*: expected .+, got .+\\.$`));
  });

  test.each<[string, Json]>([
    ['too few blocks', { down_block_types: ['DownBlock2D'] }],
    ['too many blocks up', { up_block_types: ['UpBlock2D', 'UpBlock2D', 'UpBlock2D'] }],
    ['groups that do not divide', { norm_num_groups: 3 }],
    ['attention groups that do not divide', { attn_norm_num_groups: 3 }],
    ['heads wider than the channels', { attention_head_dim: 8 }],
    ['a size that cannot be halved', { sample_size: 9 }],
    ['a shift that leaves no frequency', { freq_shift: 2 }],
  ])('refuses contradictions: %s', (_, fields) => {
    expect(refusal(() => parse(fields)).code).toBe('pack-mismatch');
  });
});

test('refuses attention that no tab has the memory for', () => {
  const config = {
    _class_name: 'UNet2DModel',
    sample_size: 64,
    block_out_channels: [64],
    norm_num_groups: 8,
  };
  const blocks = { down_block_types: ['AttnDownBlock2D'], up_block_types: ['UpBlock2D'] };
  const parse = (attention_head_dim: number | null) =>
    parseUNetConfig({ ...config, ...blocks, attention_head_dim }, 'unet/config.json');
  expect(parse(null).attentionHeadDim).toBeNull();
  const error = refusal(() => parse(1));
  expect(error.code).toBe('pack-unsupported');
  expect(error.message).toContain('64 heads over 4096 pixels');
});

describe('classifier/config.json', () => {
  const parse = (fields: Json) =>
    parseClassifierConfig({ ...classifier, ...fields }, 'classifier/config.json');

  test('gives the labels in order', () => {
    expect(parse({}).labels).toEqual(['left', 'right', 'up']);
    const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [String(10 - i), `c${10 - i}`]));
    expect(parse({ id2label: eleven }).labels[10]).toBe('c10');
  });

  test.each([[{}], [{ '0': 'alone' }], [{ '0': 'a', '2': 'b' }], [{ a: 'a', b: 'b' }]])(
    'refuses labels %j',
    (labels) => {
      expect(refusal(() => parse({ id2label: labels })).code).toBe('pack-mismatch');
    },
  );

  test('refuses a denoiser in its place', () => {
    expect(refusal(() => parseClassifierConfig(unet, 'classifier/config.json')).message).toContain(
      'UNet2DModel',
    );
  });
});
