// What one step of a UNet2DModel costs, counted from its config before any weight is read: the parts of unet2d.ts and
// encoder.ts, without what is small beside them (norms, the time embedding).

import type { UNetConfig } from './unet-config';

/** What is computed at one resolution, on the way down and on the way up. */
export interface LevelCost {
  /** Of its maps. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Multiplications of one sample. */
  readonly multiplications: number;
}

/** Of one step and one sample. */
export interface UNetCost {
  /** From the finest. */
  readonly levels: readonly LevelCost[];
  /** Numbers in the weights. */
  readonly parameters: number;
  /** Numbers of one sample in the maps that are held at once: those that wait for the way up. */
  readonly held: number;
}

/** Needs no weights: what is too large is refused before it is fetched. */
export function costOf(config: UNetConfig): UNetCost {
  const { blockOutChannels: channels, layersPerBlock: layers, sampleSize, timeEmbeddingDim: time } = config;
  const first = channels[0] ?? 0;
  const last = channels.length - 1;
  let parameters = 4 * first * time + time * time;
  let held = 0;
  const levels = channels.map((c, level) => {
    const [height, width] = sampleSize.map((side) => Math.ceil(side / 2 ** level)) as [number, number];
    const pixels = height * width;
    let weights = 0;
    let products = 0;
    const resnet = (inputs: number): void => {
      weights += 9 * c * (inputs + c) + (inputs === c ? 0 : inputs * c);
      parameters += time * c * (config.timeScaleShift === 'scale_shift' ? 2 : 1);
    };
    const attention = (): void => {
      weights += 4 * c * c;
      products += 2 * c * pixels * pixels;
    };
    const before = channels[level - 1] ?? first;
    const deeper = channels[level + 1] ?? c;
    for (let i = 0; i < layers; i++) {
      resnet(i === 0 ? before : c);
      if (config.downAttention[level] === true) attention();
    }
    if (level < last) weights += (config.downResnet?.[level] === true ? 18 : 9) * c * c;
    for (let i = 0; i <= layers; i++) {
      resnet((i === 0 ? deeper : c) + (i === layers ? before : c));
      if (config.upAttention[last - level] === true) attention();
    }
    if (level > 0) weights += (config.upResnet?.[last - level] === true ? 18 : 9) * c * c;
    if (level === last && config.hasMidBlock) {
      resnet(c);
      resnet(c);
      if (config.addAttention) attention();
    }
    if (level === 0) weights += 9 * c * (config.inChannels + config.outChannels);
    parameters += weights;
    held += (layers + 2) * pixels * c;
    return { height, width, channels: c, multiplications: weights * pixels + products };
  });
  return { levels, parameters, held };
}
