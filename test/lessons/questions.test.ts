// The ten questions at the end, and the ten that no page holds: that no answer can be told by its length or its place;
// and of those whose answer follows from the arithmetic or from the recorded run, that it is true. The others are held by
// the flows of the pages that they come from.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pairOfSchedules } from '../../src/diffusion/forward/pair-of-schedules';
import { rms } from '../../src/diffusion/magnitudes';
import { packOfRecording } from '../../src/formats/recorded-pack';
import type { RecordedRun } from '../../src/formats/recording';
import { combined } from '../../src/diffusion/rules/classifier-free';
import { pathOfRecording, RECORDED_ID } from '../../src/history/recorded';
import { expand } from '../../src/history/step-record';
import { pages } from '../../src/lessons/09-questions/pages';
import { lessons } from '../../src/lessons/lessons';
import { lossWeight } from '../../src/measures/bound';
import { tablesOf } from '../../src/worlds/images/bound/bound-state';
import { defaultSettings } from '../../src/worlds/images/settings';
import { heldOutQuestions } from './held-out-questions';
import { sentencesOf, wordsIn } from './source-texts';

const file = resolve(import.meta.dirname, '../../public/recorded-run.json');
const recording: RecordedRun = JSON.parse(readFileSync(file, 'utf8'));
const recorded = pathOfRecording(recording, RECORDED_ID, defaultSettings);
const pack = packOfRecording(recording);
const { scheduler } = pack;
const { alphasCumprod } = pairOfSchedules(scheduler).linear;

interface Asked {
  readonly options: readonly string[];
  readonly right: number;
  /** The page that it follows from. */
  readonly told: string;
}

/** What is said once it is checked does not depend on a run. */
const saidOf = (page: (typeof pages)[number]): string =>
  Object.values(page.outcome({} as never) ?? {})
    .flat()
    .join('\n');

const sets: readonly (readonly [string, readonly Asked[]])[] = [
  [
    'the ten questions of the quiz',
    pages.map((page) => ({
      options: page.options,
      right: page.right ?? -1,
      told: /Lesson (\d\.\d) is about it/.exec(saidOf(page))?.[1] ?? '',
    })),
  ],
  ['the ten that no page holds', heldOutQuestions],
];

/** The longest choice of a question has so many times the letters of its shortest one. */
const FACTOR = 1.25;

const lengthOf = (option: string): number => option.replaceAll('`', '').length;

describe.each(sets)('%s', (_, questions) => {
  it('are ten, each with one right choice', () => {
    expect(questions).toHaveLength(10);
    for (const { options, right } of questions) expect(options[right]).toBeDefined();
  });

  it('have choices of one length', () => {
    for (const { options } of questions) {
      const lengths = options.map(lengthOf);
      expect(Math.max(...lengths) / Math.min(...lengths), options.join(' | ')).toBeLessThanOrEqual(FACTOR);
    }
  });

  it('are not answered by the longest choice, nor by the shortest, in more than a third', () => {
    for (const extreme of [Math.max, Math.min]) {
      const told = questions.filter(
        ({ options, right }) => lengthOf(options[right]!) === extreme(...options.map(lengthOf)),
      );
      expect(told.length).toBeLessThanOrEqual(questions.length / 3);
    }
  });

  it('have the right choice at each place about as often', () => {
    const places = Math.min(...questions.map(({ options }) => options.length));
    for (let place = 0; place < places; place++) {
      const here = questions.filter(({ right }) => right === place).length;
      expect(Math.abs(here - questions.length / places)).toBeLessThan(1);
    }
  });

  it('name the page that each follows from', async () => {
    for (const { told } of questions) {
      const [lesson, page] = told.split('.').map(Number);
      const found = lessons.find(({ kind, number }) => kind === 'lesson' && number === lesson);
      expect((await found?.load())?.[(page ?? 0) - 1], told).toBeDefined();
    }
  });
});

const rightOf = (title: string): string => {
  const page = pages.find((each) => each.title === title);
  return page?.options[page.right ?? -1] ?? '';
};
const rightAmong = (ask: string): string => {
  const found = heldOutQuestions.find((each) => each.ask.includes(ask));
  return found?.options[found.right] ?? '';
};

const recordedAt = (t: number) => recorded.steps.find((step) => step.t === t)!;
const nudges = recorded.steps.map(({ numbers }) => numbers.lanes[0]!.nudgeRms);
const largestNudge = recorded.steps[nudges.indexOf(Math.max(...nudges))]!;
/** The first step in which the belief in the 7 is over 90 %. */
const sure = recorded.steps.find(({ beliefs }) => beliefs![7]! > 0.9)!;

describe('what the quiz calls right', () => {
  it('can be seen where a link leads, in the world of the question', () => {
    for (const { see, opens } of pages) expect(see?.split('?')[0]).toBe(opens.split('?')[0]);
  });

  it('eight per cent of the picture are left at 500', () => {
    expect(alphasCumprod[500]).toBeCloseTo(0.08, 2);
  });

  it('at 699 the way to the mean is less than half of the noise', () => {
    expect(rightOf('Two parts of a step')).toContain('Less than half');
    const step = expand(recordedAt(699), pack, recorded.chainSteps)!;
    const way = rms(step.mean.subarray(0, 784).map((x, i) => x - step.xt[i]!));
    expect(way).toBeLessThan(recordedAt(699).numbers.sigma / 2);
  });

  it('the nudge is largest near 600, and the 90 % come after', () => {
    expect(rightOf('What comes first')).toContain('largest near 600, and the 90 % come after');
    expect(Math.abs(largestNudge.t - 600)).toBeLessThan(50);
    expect(sure.t).toBeLessThan(largestNudge.t);
  });

  it('one unit at 10 costs more bits than five at 500', () => {
    expect(rightOf('One unit, or five')).toContain('costs fewer bits');
    const tables = tablesOf(scheduler, scheduler.varianceType);
    expect(lossWeight(tables[10]!)).toBeGreaterThan(10 * lossWeight(tables[500]!));
  });
});

describe('what is right of the ten that no page holds', () => {
  it('is said in words that can be read, and none of them is a question of a page', () => {
    const asked = new Set(pages.map(({ asks }) => asks));
    for (const { state, ask, options, why } of heldOutQuestions) {
      expect(asked.has(ask)).toBe(false);
      for (const text of [state, ask, why, ...options])
        expect(sentencesOf(text).filter((sentence) => wordsIn(sentence) > 30)).toEqual([]);
    }
  });

  it('the share is a half near 250', () => {
    expect(rightAmong('fallen to a half')).toContain('t = 250');
    expect(Math.abs(alphasCumprod.findIndex((share) => share <= 0.5) - 250)).toBeLessThan(20);
  });

  it('the fresh noise falls more in the second half', () => {
    expect(rightAmong('fall more')).toContain('second half');
    const [first, middle] = [recordedAt(999), recordedAt(499)];
    expect(first.numbers.sigma).toBeCloseTo(0.79, 2);
    expect(recorded.steps.at(-1)!.numbers.sigma).toBe(0);
    expect(first.numbers.sigma - middle.numbers.sigma).toBeLessThan(middle.numbers.sigma);
  });

  it('the largest nudge is about a tenth of the noise', () => {
    expect(rightAmong('beside the fresh noise of the same step')).toContain('About a tenth');
    expect(recorded.verdicts?.map(({ label }) => label)).toEqual([7, 0]);
    expect(Math.abs(Math.max(...nudges) / largestNudge.numbers.sigma - 0.1)).toBeLessThan(0.03);
  });

  it('the 90 % come while the share is below 15 %', () => {
    expect(rightAmong('first says over 90 %')).toContain('Below 15 %');
    expect(sure.transition.alphaCumprod).toBeLessThan(0.15);
  });

  it('a nudge is as s is, and smaller under DDIM', () => {
    expect(Number(rightAmong('nudge be this time').split(':')[0])).toBe((0.054 * 3) / 12);
    expect(rightAmong('beside that of DDPM')).toContain('Smaller');
    const { alphaCumprod: now, alphaCumprodPrev: then, variance } = recordedAt(599).transition;
    const root = Math.sqrt;
    const ddim = root(1 - now) * (root((then * (1 - now)) / now) - root(1 - then));
    expect(ddim / variance).toBeGreaterThan(0.7);
    expect(ddim / variance).toBeLessThan(0.9);
  });

  it('w = 2 is s = 3', () => {
    expect(rightAmong('Which s')).toContain('s = 3');
    const [u, c, w] = [0.25, 1, 2];
    expect(combined(Float32Array.of(u), Float32Array.of(c), [3])[0]).toBe((1 + w) * c - w * u);
  });
});
