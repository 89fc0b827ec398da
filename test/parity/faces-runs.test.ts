// Runs of training/faces/fixtures.py, a step at a time from the reference's own x_t: what each guide adds to x_prev.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startTestWasm } from '../kernels/start-test-wasm';
import { chosenOf, directionsOf, openFacesClassifier, openFacesClip, openFacesClipOnX0 } from './faces-pack';
import type { Read } from './guide-cases';
import { maxDistance, openReference } from './reference';

const root = resolve(import.meta.dirname, '../..');
const read: Read = (path) => readFile(resolve(root, path));
const SCALE = 4;
const SPACING = 20; // of 50 trailing steps
const targets = [0, 1];

type Samples = Float32Array<ArrayBuffer>;
interface Opened {
  readonly gradient: (xt: Samples, t: Float32Array) => Promise<Samples>;
  readonly dispose: () => void;
}

const guides: Readonly<Record<string, () => Promise<Opened>>> = {
  classifier: async () => {
    const classifier = await openFacesClassifier(read);
    const chosen = chosenOf(classifier, targets);
    return {
      gradient: async (xt, t) => (await classifier.evaluate(xt, t, chosen)).gradient,
      dispose: () => classifier.dispose(),
    };
  },
  clip: async () => {
    const clip = await openFacesClip(read, 'clip');
    const directions = directionsOf(clip, targets);
    return {
      gradient: async (xt, t) => (await clip.evaluate(xt, t, directions)).gradient,
      dispose: () => clip.dispose(),
    };
  },
  'clip-clean': async () => {
    const { clip, guide, dispose } = await openFacesClipOnX0(read);
    const directions = directionsOf(clip, targets);
    return { gradient: async (xt, t) => (await guide.evaluate(xt, t, directions)).gradient, dispose };
  },
};

let alphasCumprod: Float64Array;

beforeAll(async () => {
  await startTestWasm();
  const opened = await openFacesClipOnX0(read);
  ({ alphasCumprod } = opened);
  opened.dispose();
});

/** What s·g is multiplied by: Algorithm 1's variance, or Algorithm 2's counterpart at η = 0. */
function lengthOfNudge(kind: string, t: number): number {
  const [now, prev] = [alphasCumprod[t]!, alphasCumprod[t - SPACING]!];
  if (kind === 'ddpm') return ((1 - now / prev) * (1 - prev)) / (1 - now);
  return Math.sqrt(1 - now) * (Math.sqrt((prev * (1 - now)) / now) - Math.sqrt(1 - prev));
}

// at t = 999 x̂_0 is divided by √ᾱ = 1/158: there PyTorch's own float32 is 5.4e-4 from its float64
test.each([
  ['classifier', 'ddpm', 1e-5],
  ['clip', 'ddpm', 1e-5],
  ['clip', 'ddim', 1e-5],
  ['clip-clean', 'ddpm', 1e-3],
] as const)('%s nudges as the reference does, %s', async (name, kind, tolerance) => {
  const bytes = await read(`test/parity/faces/faces.${name}.${kind}.reference.safetensors`);
  const run = openReference(bytes, name);
  const times = run.flat('t');
  const size = run.flat('xt').length / times.length;
  const { gradient, dispose } = await guides[name]!();
  for (const [i, t] of times.entries()) {
    const at = (quantity: string) => run.flat(quantity).slice(i * size, (i + 1) * size);
    const slopes = await gradient(at('xt'), new Float32Array(targets.length).fill(t));
    const nudge = slopes.map((slope) => SCALE * lengthOfNudge(kind, t) * slope);
    expect(Math.max(...at('mean_shift').map(Math.abs))).toBeGreaterThan(1e-3);
    expect(maxDistance(nudge, at('mean_shift')), `t = ${t}`).toBeLessThan(tolerance);
  }
  dispose();
});
