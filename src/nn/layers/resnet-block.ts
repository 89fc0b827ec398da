// diffusers' ResnetBlock2D: norm, SiLU, convolution, time embedding, norm, SiLU, convolution, residual.

import * as tf from '@tensorflow/tfjs-core';
import { convolve, readRepeatedly } from '../../kernels/convolution/operation';
import type { Parameters } from '../parameters';
import type { EncoderConfig } from '../unet-config';
import { activate } from './activation';
import { loadGroupNorm } from './group-norm';
import type { TimedLayer } from './layer';
import { doubled, halved } from './pooling';
import type { TimeProjections } from './time-projections';

interface Shape {
  readonly inputs: number;
  readonly outputs: number;
  /** The sum with the residual is divided by this. */
  readonly outputScale: number;
  /** Halves or doubles the resolution, of one input that has as many channels as the output; absent: keeps it. */
  readonly resample?: 'down' | 'up';
}

const same = { stride: 1, padding: 1 } as const;

export function loadResnetBlock(
  parameters: Parameters,
  name: string,
  config: EncoderConfig,
  projections: TimeProjections,
  { inputs, outputs, outputScale, resample }: Shape,
): TimedLayer {
  const norm = { groups: config.normNumGroups, eps: config.normEps };
  const scaleShift = config.timeScaleShift === 'scale_shift';
  const norm1 = loadGroupNorm(parameters, `${name}.norm1`, { channels: inputs, ...norm });
  const conv1 = parameters.convolution(`${name}.conv1`, inputs, outputs, 3);
  const offset = projections.add(`${name}.time_emb_proj`, scaleShift ? 2 * outputs : outputs);
  const norm2 = loadGroupNorm(parameters, `${name}.norm2`, { channels: outputs, ...norm });
  const conv2 = parameters.convolution(`${name}.conv2`, outputs, outputs, 3);
  const shortcut =
    inputs === outputs ? null : parameters.convolution(`${name}.conv_shortcut`, inputs, outputs, 1);
  const biases = shortcut && parameters.sum([`${name}.conv2.bias`, `${name}.conv_shortcut.bias`], outputs);

  const { activation } = config;
  const activated = activation === undefined;
  const after = (h: tf.Tensor4D): tf.Tensor4D => (activation === undefined ? h : activate(h, activation));
  const change = resample === undefined ? null : resample === 'down' ? halved : doubled;

  return (parts, values) =>
    tf.tidy(() => {
      const given = readRepeatedly(parts);
      const time = { values, offset };
      const first = after(norm1(given, { activated }));
      const h = convolve(
        change === null ? first : change(first),
        conv1,
        same,
        scaleShift ? { divisor: 1 } : { time, divisor: 1 },
      );
      const normal = after(norm2(h, scaleShift ? { activated, time } : { activated }));
      if (shortcut && biases) {
        const around = { inputs: given, weights: shortcut };
        return convolve(normal, { ...conv2, bias: biases }, same, { shortcut: around, divisor: outputScale });
      }
      const residual = given.length === 1 ? given[0]! : tf.concat([...given], 3);
      const kept = change === null ? residual : change(residual);
      return convolve(normal, conv2, same, { residual: kept, divisor: outputScale });
    });
}
