// The ten questions at the end, and the ten that no page holds: their form; and of those whose answer follows from the
// arithmetic or from the recorded run, that it is true. The others are held by the flows of the pages that they come from.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { momentsOf } from '../../src/diffusion/distribution';
import { jump } from '../../src/diffusion/forward/jump';
import { jumpNoise } from '../../src/diffusion/forward/forward-noise';
import { pairOfSchedules } from '../../src/diffusion/forward/pair-of-schedules';
import { packOfRecording } from '../../src/diffusion/recorded-pack';
import type { RecordedRun } from '../../src/diffusion/recording';
import { pathOfRecording, RECORDED_ID } from '../../src/history/recorded';
import { pages } from '../../src/lessons/09-questions/pages';
import { lossWeight } from '../../src/measures/bound';
import { tablesOf } from '../../src/worlds/images/bound/bound-state';
import { defaultSettings } from '../../src/worlds/images/settings';
import { heldOutQuestions } from './held-out-questions';
import { sentencesOf, wordsIn } from './source-texts';

const file = resolve(import.meta.dirname, '../../public/recorded-run.json');
const recording: RecordedRun = JSON.parse(readFileSync(file, 'utf8'));
const recorded = pathOfRecording(recording, RECORDED_ID, defaultSettings);
const { scheduler } = packOfRecording(recording);

const rightOf = (title: string): string => {
  const page = pages.find((each) => each.title === title);
  return page?.options[page.right ?? -1] ?? '';
};

describe('the ten questions', () => {
  it('are ten, each with one right option and a link into a state of its world', () => {
    expect(pages).toHaveLength(10);
    for (const { right, options, see, opens } of pages) {
      expect(options[right ?? -1]).toBeDefined();
      expect(see?.split('?')[0]).toBe(opens.split('?')[0]);
    }
    expect(new Set(pages.map(({ right }) => right)).size).toBe(3); // no option can be guessed by its place
  });

  it('another noise shares its law and hardly a pixel', () => {
    expect(rightOf('Another noise')).toContain('mean and the spread');
    const { linear } = pairOfSchedules(scheduler);
    const x0 = new Float32Array(784);
    const noised = (seed: number): Float32Array =>
      jump(x0, jumpNoise(seed, x0.length, scheduler.trainTimesteps), linear.alphasCumprod[300]!);
    const [one, other] = [noised(7), noised(8)];
    const [a, b] = [momentsOf(one), momentsOf(other)];
    expect(Math.abs(a.mean - b.mean)).toBeLessThan(0.15);
    expect(Math.abs(Math.sqrt(a.variance / b.variance) - 1)).toBeLessThan(0.1);
    expect(one.filter((x, i) => Math.abs(x - other[i]!) < 0.01).length).toBeLessThan(784 / 20);
  });

  it('the last step adds no noise, and those before it do', () => {
    expect(rightOf('Before the last step')).toBe('None');
    const sigmas = recorded.steps.map(({ numbers }) => numbers.sigma);
    expect(sigmas.at(-1)).toBe(0);
    expect(Math.min(...sigmas.slice(0, -1))).toBeGreaterThan(0);
  });

  it('the nudge is larger in the middle than in pure noise, at one scale', () => {
    expect(rightOf('In pure noise')).toBe('Larger');
    const nudges = recorded.steps.map(({ numbers }) => numbers.lanes[0]!.nudgeRms);
    const third = nudges.length / 3;
    const middle = nudges.slice(Math.floor(third), Math.ceil(2 * third));
    expect(Math.max(...middle)).toBeGreaterThan(1.5 * nudges[0]!);
    expect(new Set(recorded.steps.map(({ lanes }) => lanes[0]!.guidanceScale)).size).toBe(1);
    expect(nudges.at(-1)!).toBeLessThan(nudges[0]!);
  });

  it('in the bound an error at 10 costs more than one at 500', () => {
    expect(rightOf('Two errors of one size')).toContain('better at 10');
    const tables = tablesOf(scheduler, scheduler.varianceType);
    expect(lossWeight(tables[10]!)).toBeGreaterThan(10 * lossWeight(tables[500]!));
  });
});

describe('the ten that no page holds', () => {
  it('are ten, in words that can be read, and none of them is a question of a page', () => {
    expect(heldOutQuestions).toHaveLength(10);
    const asked = new Set(pages.map(({ asks }) => asks));
    for (const { state, ask, options, right, why } of heldOutQuestions) {
      expect(options[right]).toBeDefined();
      expect(asked.has(ask)).toBe(false);
      for (const text of [state, ask, why, ...options])
        expect(sentencesOf(text).filter((sentence) => wordsIn(sentence) > 30)).toEqual([]);
    }
  });
});
