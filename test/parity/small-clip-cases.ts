// A small CLIP with random weights as a guide on x_t, and on x̂_0 through a small denoiser: training/faces/fixtures.py.

import { createSchedule } from '../../src/diffusion/schedule';
import { openClip, type Clip } from '../../src/nn/clip/clip';
import { openClipOnX0 } from '../../src/nn/clip/clip-on-x0';
import { withParameters } from '../../src/nn/parameters';
import { loadUNet2D } from '../../src/nn/unet2d';
import { parseImageEncoderConfig, parseTextEncoderConfig } from '../../src/pack/configs/clip-config';
import { parseJsonObject } from '../../src/pack/json';
import { parseUNetConfig } from '../../src/pack/network-config';
import { openSafetensors } from '../../src/pack/safetensors';
import { parseSchedulerConfig } from '../../src/pack/scheduler-config';
import { otherNumbers, type GuideCase, type Read } from './guide-cases';
import { openReference } from './reference';

const STEM = 'test/parity/faces/small';

async function jsonOf(read: Read, name: string) {
  return parseJsonObject(await read(`${STEM}-${name}.config.json`), `${name}.config.json`);
}

async function weightsOf(read: Read, name: string) {
  return openSafetensors(new Map([[name, await read(`${STEM}-${name}.weights.safetensors`)]]), name);
}

async function openSmall(read: Read, name: string) {
  const reference = openReference(await read(`${STEM}-${name}.guide.reference.safetensors`), name);
  const config = {
    scale: reference.flat('scale')[0]!,
    image: parseImageEncoderConfig(await jsonOf(read, 'image'), 'image.config.json'),
    text: parseTextEncoderConfig(await jsonOf(read, 'text'), 'text.config.json'),
  };
  const clip = openClip(config, await weightsOf(read, 'image'), await weightsOf(read, 'text'));
  const numbers = otherNumbers();
  const texts = reference.flat('texts');
  const { dimensions } = config.text;
  const directions = (by: number) =>
    Float32Array.from(
      Array.from(reference.flat('targets')).flatMap((target) => {
        const from = ((target + by) % 3) * dimensions;
        return [...texts.subarray(from, from + dimensions)];
      }),
    );
  const x = reference.samples('x');
  const t = reference.flat('t');
  return {
    clip,
    given: [x, t, directions(0)] as const,
    others: () => [numbers(x.length), t.map((time) => Math.floor(time / 2)), directions(1)] as const,
    expected: { value: reference.flat('value'), gradient: reference.samples('gradient') },
  };
}

export const smallClipCase: GuideCase = {
  name: 'small clip',
  open: async (read) => {
    const { clip, given, others, expected } = await openSmall(read, 'clip');
    return {
      compare: async () => {
        const { value, gradient } = await clip.evaluate(...given);
        return { value: [value, expected.value], gradient: [gradient, expected.gradient] };
      },
      vary: () => clip.evaluate(...others()),
      dispose: () => clip.dispose(),
    };
  },
};

export const smallClipOnX0Case: GuideCase = {
  name: 'small clip on x0',
  open: async (read) => {
    const { clip, given, others, expected } = await openSmall(read, 'clip-on-x0');
    const { guide, parameters } = await throughSmallUNet(read, clip);
    return {
      compare: async () => {
        const { value, gradient } = await guide.evaluate(...given);
        return { value: [value, expected.value], gradient: [gradient, expected.gradient] };
      },
      vary: () => guide.evaluate(...others()),
      dispose: () => {
        guide.dispose();
        clip.dispose();
        parameters.dispose();
      },
    };
  },
};

async function throughSmallUNet(read: Read, clip: Clip) {
  const config = parseUNetConfig(await jsonOf(read, 'unet'), 'unet.config.json');
  const weights = await weightsOf(read, 'unet');
  const { network, parameters } = withParameters(weights, (p) => loadUNet2D(p, config));
  const scheduler = parseSchedulerConfig({ _class_name: 'DDPMScheduler' }, 'scheduler_config.json');
  const { alphasCumprod } = createSchedule(scheduler);
  const { predictionType, clipRange } = scheduler;
  const guide = openClipOnX0(clip, { network, config, predictionType, alphasCumprod, clipRange });
  return { guide, parameters };
}
