// What of an answer belongs to which lane: asked of networks that answer with what they were asked.

import { describe, expect, it } from 'vitest';
import { ask, type Networks } from '../../src/chain/ask';
import { observe } from '../../src/chain/observe';
import type { Denoiser, Guide } from '../../src/terms/networks';
import { classifierFree } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { linearConfig } from '../diffusion/config';
import { createSchedule } from '../../src/diffusion/schedule';

interface Asked {
  readonly t: readonly number[];
  readonly classes: readonly number[] | null;
}

/** The denoiser says x_t + 100 times one more than the class that it was asked with; the guide twice x_t. */
function echoes() {
  const heard: Asked[] = [];
  const denoiser: Denoiser = {
    sampleShape: [1, 1, 1],
    predict: (xt, t, _, classes) => {
      heard.push({ t: [...t], classes: classes ? [...classes] : null });
      return Promise.resolve(xt.map((x, lane) => x + 100 * (1 + (classes?.[lane] ?? -1))));
    },
    dispose: () => {},
  };
  const guide: Guide = {
    evaluate: (xt, t) =>
      Promise.resolve({ value: Float32Array.from(t), gradient: xt.map((x) => 2 * x), beliefs: null }),
    dispose: () => {},
  };
  const networks: Networks = { denoiser, guides: new Map([['first', guide]]) };
  return { networks, heard };
}

const xt = Float32Array.of(1, 2, 3);
const t = Float32Array.of(900, 500, 9);
const toward = (index: number) => ({ target: classTarget(index) });
const free = (index: number) => ({ ...toward(index), rule: classifierFree });

describe('a batch', () => {
  it('asks with their classes for those lanes alone that want it, and each gets its own answer', async () => {
    const { networks, heard } = echoes();
    const classes = Int32Array.of(7, -1, 4);
    const { modelOutput, conditional } = await ask(networks, {
      xt,
      t,
      before: null,
      guided: null,
      denoiser: true,
      classes,
    });
    expect(heard).toEqual([{ t: [900, 500, 9, 900, 9], classes: [-1, -1, -1, 7, 4] }]);
    expect([...modelOutput!]).toEqual([1, 2, 3]);
    expect([...conditional!]).toEqual([801, 2, 503]);
  });

  it('asks a network that knows no “without” with the classes only', async () => {
    const { networks, heard } = echoes();
    const classes = Int32Array.of(7, 6, 4);
    const { modelOutput, conditional } = await ask(networks, {
      xt,
      t,
      before: null,
      guided: null,
      denoiser: true,
      classes,
      always: true,
    });
    expect(heard).toEqual([{ t: [900, 500, 9], classes: [7, 6, 4] }]);
    expect([...modelOutput!]).toEqual([801, 702, 503]);
    expect(conditional ?? null).toBeNull();
  });

  it('says at which t a network gave no number', async () => {
    const { networks } = echoes();
    const broken = Float32Array.of(1, 2, Number.NaN);
    const batch = { xt: broken, t, before: null, guided: null, denoiser: true };
    await expect(ask(networks, batch)).rejects.toThrow('The denoiser produced NaN at t = 9.');
  });
});

describe('a question outside of a run', () => {
  const info = { scheduler: { ...linearConfig, clipRange: null }, classEmbeds: { count: 10, nullClass: 10 } };

  it('about a lane without a guide is answered by what the denoiser implies; others by the guide', async () => {
    const { networks } = echoes();
    const guided = [free(7), toward(1), free(4)];
    const outputs = await observe({ ...networks, info }, { xt, t, guided, denoiser: false });
    expect(outputs.modelOutput).toBeNull(); // nobody asked for it
    const { alphasCumprod } = createSchedule(info.scheduler);
    const implied = (lane: number, more: number) => -more / Math.sqrt(1 - alphasCumprod[t[lane]!]!);
    const { gradient, value } = outputs.guidance!;
    [implied(0, 800), 4, implied(2, 500)].forEach((expected, lane) => {
      expect(Math.abs(gradient[lane]! - expected)).toBeLessThan(1e-5 * Math.abs(expected));
    });
    expect([...value]).toEqual([0, 500, 0]);
  });

  it('that needs no class asks once; one about the guide alone leaves the denoiser in peace', async () => {
    const { networks, heard } = echoes();
    const one = await observe({ ...networks, info }, { xt, t, guided: null, denoiser: true });
    expect([...one.modelOutput!]).toEqual([1, 2, 3]);
    expect(one.guidance).toBeNull();
    const guided = [1, 1, 1].map(toward);
    const other = await observe({ ...networks, info }, { xt, t, guided, denoiser: false });
    expect([...other.guidance!.gradient]).toEqual([2, 4, 6]);
    expect(heard).toEqual([{ t: [900, 500, 9], classes: null }]);
  });
});
