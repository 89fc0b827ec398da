// What a picture's note on Noise claims, over answers of every kind: blurs, salt and pepper, pictures; sure, unsure, wrong.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrastBeside, roughness, textureOf } from '../../../src/diffusion/texture';
import { normalBatch } from '../../../src/diffusion/noise/gaussian';
import { firstNote } from '../../../src/views/notes/note';
import { noiseRules, type AnswerMoment } from '../../../src/views/noise/rules';

const shape = [16, 16, 1] as const;
const size = 256;
const grid = (value: (row: number, column: number) => number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: size }, (_, at) => value(Math.floor(at / 16), at % 16));

/** A bar, the same blurred and faint, and noise. */
const bar = grid((_, column) => (column >= 5 && column < 10 ? 1 : -1));
const blur = grid((_, column) => 0.4 * Math.cos((2 * Math.PI * (column - 7.5)) / 16) - 0.4);
const noise = normalBatch([3], size, 'forward', 1);

const looks = { bar, blur, noise } as const;

function momentWith(
  predX0: Float32Array<ArrayBuffer>,
  beliefs: readonly number[] | null,
  truth: number | null,
) {
  const sample = {
    schedule: 'linear',
    t: 700,
    alphaCumprod: 0.01,
    xt: noise,
    askedT: 700,
    askedAlphaCumprod: 0.01,
  };
  const moment: AnswerMoment = {
    answer: {
      sample: { ...sample, schedule: 'linear' },
      x0: bar,
      eps: noise,
      predX0,
      beliefs: beliefs === null ? null : Float32Array.from(beliefs),
      error: 0.4,
    },
    shape,
    classes: ['a', 'b', 'c'],
    truth,
  };
  return moment;
}

describe('the texture of x̂_0', () => {
  it('is √2 rough for noise, and little for a bar', () => {
    expect(roughness(noise, shape)).toBeCloseTo(Math.SQRT2, 0);
    expect(roughness(bar, shape)).toBeLessThan(0.7);
    expect(roughness(new Float32Array(size), shape)).toBe(0);
    expect(contrastBeside(blur, bar)).toBeLessThan(0.5);
  });

  it('compares neighbours of one channel', () => {
    const colours = Float32Array.from({ length: 3 * size }, (_, at) => (at % 3) - 1);
    expect(roughness(colours, [16, 16, 3])).toBe(0);
  });

  it('tells a blur from noise and from a clean picture', () => {
    expect(textureOf(noise, shape, bar)).toBe('noise');
    expect(textureOf(blur, shape, bar)).toBe('blur');
    expect(textureOf(bar, shape, bar)).toBe('other');
  });
});

describe('a note on Noise', () => {
  const beliefs = fc
    .tuple(fc.nat(100), fc.nat(100), fc.nat(100))
    .filter(([a, b, c]) => a + b + c > 0)
    .map((all) => all.map((each) => each / (all[0] + all[1] + all[2])));

  it('says nothing of the classifier or of x̂_0 that is not so', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('bar', 'blur', 'noise'),
        fc.option(beliefs),
        fc.option(fc.nat(2)),
        (look, believed, truth) => {
          const moment = momentWith(looks[look], believed, truth);
          for (const each of noiseRules) {
            const note = each.note(moment);
            if (note === null) continue;
            const text = `${note.head} ${note.body}`;
            const all = [...(moment.answer.beliefs ?? [])];
            const top = Math.max(...all);
            const holds = (wording: RegExp, is: boolean): void => {
              if (wording.test(text)) expect(is, text).toBe(true);
            };
            holds(/mean of all pictures/, look === 'blur');
            holds(/salt and pepper/, look === 'noise');
            holds(/classifier|Taken for/, believed !== null);
            holds(/can hardly tell/, top < 1 / 3 + (1 - 1 / 3) / 4);
            holds(/is sure of/, top >= 0.9);
            holds(/leans to/, top < 0.9);
            const taken = /Taken for (\w)\. It is (\w);/.exec(text);
            if (taken !== null) {
              expect(taken[1]).toBe(moment.classes[all.indexOf(top)]);
              expect(taken[2]).toBe(moment.classes[truth ?? -1]);
            }
          }
          expect(firstNote(noiseRules, moment)).not.toBeNull();
        },
      ),
    );
  });
});
