// What the explanations say of a step's parts, over steps of every kind: nothing of a noise, a Σ or a guide that is not there.

import { describe, expect, it } from 'vitest';
import * as sentences from '../../../src/views/denoise/mathematics/sentences';
import type { Said } from '../../../src/views/denoise/mathematics/sentences';
import type { Step } from '../../../src/terms/step';
import { linearConfig } from '../../diffusion/config';
import { readLink } from '../../../src/address/link';
import { experiments } from '../../../src/views/denoise/experiments';
import { trainedOn } from '../../../src/views/denoise/mathematics/trained-on';
import { images } from '../../../src/worlds/images/world';
import { plane } from '../../../src/worlds/plane/world';
import { classGuide } from '../../worker/class-guide';
import { classTarget, type Target } from '../../../src/terms/target';
import { readTarget } from '../../../src/terms/target-text';
import { valueText } from '../../../src/views/denoise/mathematics/guide-value';
import { someGuidance, someStep } from '../../history/some-steps';

const pack = {
  scheduler: { ...linearConfig, clipRange: 1 },
  hasJudge: true,
  guides: [classGuide(['a', 'b'], 2)],
};
const usual: Said = { sampler: 'ddpm', step: someStep(3), lane: 0, pack };
const zero = new Float32Array(4);
const still = someStep(3).transition;
const last: Step = someStep(
  3,
  {},
  { transition: { ...still, prevT: -1, variance: 0 }, noise: null, meanShift: zero },
);
const ddim: Said = {
  ...usual,
  sampler: 'ddim',
  step: someStep(3, {}, { noise: null, transition: { ...still, variance: 0 } }),
};

describe('the sentence on the noise', () => {
  it('speaks of fresh noise only where some is added', () => {
    expect(sentences.ofNoise(usual)).toMatch(/^Fresh noise/);
    for (const said of [ddim, { ...usual, step: last }])
      expect(sentences.ofNoise(said)).not.toMatch(/[Ff]resh/);
    expect(sentences.ofNoise({ ...ddim, step: null })).toContain('adds none');
    expect(sentences.ofNoise({ ...usual, step: last })).toContain('last step adds none');
  });
});

describe('the sentence on the nudge', () => {
  it('has Σ under DDPM, and under DDIM has not', () => {
    expect(sentences.ofNudge(usual)).toContain('as far as Σ lets');
    expect(sentences.ofNudge(ddim)).toContain('no Σ is in it');
  });

  it('says why it is empty, and where to look', () => {
    expect(sentences.emptyNudge(usual)).toBe('');
    expect(sentences.ofNudge({ ...usual, step: last })).toBe(
      'Empty: Σ is 0 in the last step. Step back to see one.',
    );
    const atZero = someStep(3, { guidanceScale: 0 }, { meanShift: zero });
    expect(sentences.ofNudge({ ...usual, step: atZero })).toContain('s is 0');
    const outside = someStep(3, { guidanceInterval: [0, 5] }, { meanShift: zero });
    expect(sentences.ofNudge({ ...usual, step: outside })).toContain('outside of the guidance interval');
    expect(sentences.ofNudge({ ...usual, pack: { ...pack, guides: [] } })).toContain('Nothing guides');
  });
});

describe('the other sentences', () => {
  it('speak of clipping, a judge and a guide only where there is one', () => {
    const bare = { ...pack, hasJudge: false, guides: [], scheduler: { ...pack.scheduler, clipRange: null } };
    expect(sentences.ofPredX0(usual)).toContain('clipped');
    expect(sentences.ofPredX0({ ...usual, pack: bare })).not.toContain('clipped');
    expect(sentences.ofX0(usual)).toContain('judge');
    expect(sentences.ofX0({ ...usual, pack: bare })).not.toContain('judge');
    expect(sentences.ofVariance(usual)).toContain('nudge');
    expect(sentences.ofVariance({ ...usual, pack: bare })).not.toContain('nudge');
  });

  it('mix μ as the step does', () => {
    expect(sentences.ofMean(usual)).toMatch(/[\d.]+ of x̂_0 and [\d.]+ of x_t/);
  });
});

describe('links into experiments', () => {
  it.each(Object.entries({ ...experiments, ...trainedOn }))(
    '%s is an address that is understood whole',
    async (_, hash) => {
      const onPlane = hash.startsWith('#/plane');
      const { reading } = onPlane
        ? await readLink(hash, '', plane.fields)
        : await readLink(hash, '', images.fields);
      expect(reading.refused).toEqual([]);
      const { settings, run, looks } = onPlane ? plane.fields : images.fields;
      const known = new Set([...settings, ...run, ...looks].flatMap(({ names }) => names));
      for (const name of new URLSearchParams(hash.split('?')[1]).keys()) expect(known).toContain(name);
    },
  );
});

describe('the value of a guide', () => {
  const of = (target: Target, value: number, looksAt?: 'xt' | 'predX0') => {
    const guidance = { ...someGuidance, value: Float32Array.of(value, 0), beliefs: new Float32Array(4) };
    const step = someStep(3, { target }, { guidance });
    const guides = [{ ...classGuide(['a', 'b'], 2), ...(looksAt === undefined ? {} : { looksAt }) }];
    return [valueText(step, 0), sentences.ofValue({ ...usual, step, pack: { ...pack, guides } })];
  };

  it('is log p of a class, and the sum of log p over the attributes that are asked for', () => {
    expect(of(classTarget(1), Math.log(0.25))[0]).toBe('log p = −1.39, p = 25 %');
    const [text, sentence] = of({ kind: 'slots', values: { hair: 'blue' } }, -0.5);
    expect(text).toBe('Σ log p = −0.50, p = 61 %');
    expect(sentence).toContain('the sum of log p over those attributes');
  });

  it('is no probability where a prompt is asked for, and says what the CLIP is shown', () => {
    const prompt = (text: string): Target => readTarget({ prompt: text })!;
    const [text, sentence] = of(prompt('blue hair'), 4.96);
    expect(text).toBe('τ·cos = 5.0');
    expect(sentence).not.toContain('sure');
    expect(sentence).not.toContain('clean');
    expect(of(prompt('blue hair:2 | hat:-1'), -3)[0]).toBe('Σ w·τ·cos = −3.0');
    expect(of(prompt('hat:-1'), -3)[0]).toBe('Σ w·τ·cos = −3.0');
    expect(of(prompt('hat'), 1, 'xt')[1]).toContain('as if it were one');
    expect(of(prompt('hat'), 1, 'predX0')[1]).toContain('back through the denoiser');
  });
});
