// What is done to x̂_0 where it is made: nothing, clipping, or moving it to the nearest embeddings (Diffusion-LM's
// clamping, Li et al. 2022, §4.2).

import { scaleAt, type Lane } from '../terms/lane';
import type { PackInfo } from '../terms/pack-info';
import { sampleSize, type Samples } from '../terms/sample';
import type { Thresholding } from '../terms/scheduler';
import { thresholded } from './thresholding';
import { heldTokens } from './words/known-tokens';

/** Maps x̂_0 [B, H, W, C] to an array of the same shape; the very same one where nothing is done. */
export type Projection = (x0: Samples) => Samples;

/** The same where it also matters what lanes ask for at t: words that are to stand somewhere are put there. */
export type LaneProjection = (x0: Samples, lanes: readonly Lane[], t: number) => Samples;

export const unchanged: Projection = (x0) => x0;

export function clipTo(range: number): Projection {
  return (x0) => x0.map((x) => Math.min(range, Math.max(-range, x)));
}

/** @param size numbers of one sample */
function thresholdTo(thresholding: Thresholding, size: number): Projection {
  return (x0) => {
    const out = new Float32Array(x0.length);
    for (let at = 0; at < x0.length; at += size)
      out.set(thresholded(x0.slice(at, at + size), thresholding), at);
    return out;
  };
}

/**
 * To the nearest row (L2); of equally near ones, the first.
 *
 * @param rows [V, dimensions]
 */
export function nearestRow(rows: Float32Array, dimensions: number): Projection {
  const count = rows.length / dimensions;
  const squares = Float64Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += rows[row * dimensions + i]! ** 2;
    return sum;
  });
  return (x0) => {
    const out = new Float32Array(x0.length);
    for (let at = 0; at < x0.length; at += dimensions) {
      const row = nearest(x0, at, rows, squares, dimensions);
      out.set(rows.subarray(row * dimensions, (row + 1) * dimensions), at);
    }
    return out;
  };
}

/** argmin of |E(w)|² - 2·x·E(w), which orders as the distance does. */
function nearest(
  x: Samples,
  at: number,
  rows: Float32Array,
  squares: Float64Array,
  dimensions: number,
): number {
  let best = 0;
  let least = Infinity;
  for (let row = 0; row < squares.length; row++) {
    let product = 0;
    for (let i = 0; i < dimensions; i++) product += x[at + i]! * rows[row * dimensions + i]!;
    const distance = squares[row]! - 2 * product;
    if (distance < least) {
      least = distance;
      best = row;
    }
  }
  return best;
}

const known = new WeakMap<object, Projection>();

/** The projection of a pack, made once: to its embeddings, or as its scheduler clips. */
export function projectionOf(pack: Pick<PackInfo, 'embeddings' | 'sampleShape' | 'scheduler'>): Projection {
  const { embeddings, sampleShape, scheduler } = pack;
  if (embeddings === undefined) {
    const { thresholding } = scheduler;
    if (thresholding !== undefined) return thresholdTo(thresholding, sampleSize(sampleShape));
    return scheduler.clipRange === null ? unchanged : clipTo(scheduler.clipRange);
  }
  const before = known.get(embeddings);
  if (before !== undefined) return before;
  const projection = nearestRow(embeddings, sampleShape[2]);
  known.set(embeddings, projection);
  return projection;
}

/** @param clamp false leaves x̂_0 alone */
export function laneProjectionOf(
  pack: Pick<PackInfo, 'embeddings' | 'text' | 'sampleShape' | 'scheduler'>,
  clamp: boolean,
): LaneProjection {
  if (!clamp) return unchanged;
  const project = projectionOf(pack);
  const { embeddings, text, sampleShape } = pack;
  if (embeddings === undefined || text === undefined) return project;
  const [, positions, d] = sampleShape;
  return (x0, lanes, t) => {
    const out = project(x0);
    lanes.forEach((lane, b) => {
      const tokens = scaleAt(lane, t) > 0 ? heldTokens(lane.target, text.words, positions) : null;
      tokens?.forEach((token, at) => {
        if (token >= 0) out.set(embeddings.subarray(token * d, (token + 1) * d), (b * positions + at) * d);
      });
    });
    return out;
  };
}
