// Networks that are asked with numbers, against reference numbers: the same cases in Node (WASM) and in a browser
// (WebGPU). Each is asked with other numbers first, so that on WebGPU the comparison is with a replay.

import * as tf from '@tensorflow/tfjs-core';
import { maxDistance } from './reference';

/** Reads a file by its path from the repository's root. */
export type Read = (path: string) => Promise<Uint8Array>;

export interface GuideCase {
  readonly name: string;
  readonly open: (read: Read) => Promise<OpenedCase>;
}

/** Computed and expected of each quantity. */
export type Compared = Readonly<
  Record<string, readonly [computed: ArrayLike<number>, expected: ArrayLike<number>]>
>;

export interface OpenedCase {
  /** Asks with the reference's numbers. */
  readonly compare: () => Promise<Compared>;
  /** Asks with other numbers of the same shapes, others every time. */
  readonly vary: () => Promise<unknown>;
  readonly dispose: () => void;
}

export interface GuideMeasurement {
  readonly name: string;
  /** max |a - b| of each quantity. */
  readonly distances: Readonly<Record<string, number>>;
  /** By how many tensors more evaluations grew (0). */
  readonly grown: number;
  /** Tensors that are left when all is disposed (0). */
  readonly leaked: number;
}

/** @param more evaluations, by which no tensor may be left; @param between is called before the case is disposed */
export async function measureGuide(
  { name, open }: GuideCase,
  read: Read,
  {
    more = 3,
    between = async () => {},
  }: { readonly more?: number; readonly between?: (opened: OpenedCase) => Promise<void> } = {},
): Promise<GuideMeasurement> {
  const before = tf.memory().numTensors;
  const opened = await open(read);
  await opened.vary();
  const compared = Object.entries(await opened.compare());
  const distances = compared.map(([quantity, [computed, expected]]) => [
    quantity,
    maxDistance(computed, expected),
  ]);
  const settled = tf.memory().numTensors;
  for (let again = 0; again < more; again++) await opened.vary();
  const grown = tf.memory().numTensors - settled;
  await between(opened);
  opened.dispose();
  return { name, distances: Object.fromEntries(distances), grown, leaked: tf.memory().numTensors - before };
}

/** The lanes of an array of `count` lanes. */
export function lanesOf(
  values: Float32Array,
  count: number,
  lanes: readonly number[],
): Float32Array<ArrayBuffer> {
  const size = values.length / count;
  const chosen = new Float32Array(lanes.length * size);
  lanes.forEach((lane, i) => chosen.set(values.subarray(lane * size, (lane + 1) * size), i * size));
  return chosen;
}

/** Other numbers each time it is called, about N(0, 1)'s size. */
export function otherNumbers(): (count: number) => Float32Array<ArrayBuffer> {
  let calls = 0;
  return (count) => {
    calls++;
    return Float32Array.from({ length: count }, (_, i) => 1.5 * Math.sin(1 + i * (0.7 + 0.11 * calls)));
  };
}
