// What each word adds, asked of a stub in which every word pulls by a number of its own.

import { describe, expect, it } from 'vitest';
import { noiseActions } from '../../../src/worlds/images/noise-actions';
import { defaultSettings } from '../../../src/worlds/images/settings';
import { usualScale, type PackInfo } from '../../../src/terms/pack-info';
import { meanShift } from '../../../src/terms/rule';
import { wordsOf } from '../../../src/terms/prompt-text';
import type { ToWorker } from '../../../src/terms/messages';
import type { Target } from '../../../src/terms/target';
import { readTarget } from '../../../src/terms/target-text';
import { alongOf, NO_WORDS, shareOf, WordQuestions } from '../../../src/views/denoise/asking/word-nudges';
import { stopTheClock, until } from '../../clock';
import { asked, newStore, watched } from '../../store/open-images';
import { Loopback, stubPack } from '../../worker/loopback';

stopTheClock();

const PULLS: Readonly<Record<string, number>> = { blue: 1, hair: 2, hat: 8 };
const pullOf = (target: Target): number =>
  target.kind !== 'prompt'
    ? 0
    : target.parts.reduce(
        (sum, { text, weight }) =>
          sum + weight * wordsOf(text).reduce((all, word) => all + (PULLS[word] ?? 0), 0),
        0,
      );

class Listening extends Loopback {
  readonly queries: number[] = [];

  override postMessage(message: ToWorker): void {
    if (message.type === 'observe') this.queries.push(message.query.targets?.length ?? 0);
    super.postMessage(message);
  }
}

function open(prompt: string) {
  const stub = stubPack();
  const guide = {
    evaluate: (xt: Float32Array<ArrayBuffer>, t: Float32Array, targets: readonly Target[]) => {
      const size = xt.length / t.length;
      const gradient = Float32Array.from(xt, (_, i) => pullOf(targets[Math.floor(i / size)]!));
      const value = new Float32Array(t.length);
      xt.forEach((x, i) => (value[Math.floor(i / size)]! += x * gradient[i]!));
      return Promise.resolve({ value, gradient, beliefs: new Float32Array(t.length).fill(1) });
    },
    dispose: () => {},
  };
  const info: PackInfo = {
    ...stub.info,
    guides: [
      {
        id: 'clip',
        title: 'Prompt',
        targets: ['prompt'],
        slots: [{ name: 'hair', labels: ['blue'], captions: ['blue hair'] }],
        scale: usualScale,
        rule: meanShift,
        parameters: 0,
      },
    ],
  };
  const pack = { ...stub, info, guides: new Map([['clip', guide]]) };
  const worker = new Listening({
    openPack: () => Promise.resolve({ pack, reopen: () => Promise.resolve(pack) }),
  });
  const settings = { ...defaultSettings, target: readTarget({ prompt })!, guidanceScale: 3, steps: 200 };
  const nudge = newStore({ spawn: () => worker });
  nudge.open(asked(settings));
  let now = NO_WORDS;
  noiseActions(nudge)!.ask(new WordQuestions(nudge, (found) => (now = found)));
  return { ...watched(nudge), worker, now: () => now };
}

describe('what each word adds', () => {
  it('is the nudge less the one without it, and the shares of words that add up are 1', async () => {
    const { taken, actions, now } = open('blue hair | hat:-1');
    await taken(3);
    actions.pause();
    await until(() => now().nudges.length > 0 && now().nudges.every((each) => each !== null));
    const { of, nudges } = now();
    expect(of!.pieces.map(({ text }) => text)).toEqual(['blue hair', 'blue', 'hair', 'hat']);
    const { step, lane } = of!;
    const size = step.meanShift.length / step.lanes.length;
    const whole = step.meanShift.subarray(lane * size, (lane + 1) * size);
    const factor = 3 * step.transition.variance;
    expect(nudges.map((each) => each![0]! / factor)).toEqual([3, 1, 2, -8].map((n) => expect.closeTo(n, 4)));
    expect(shareOf(nudges[0]!, whole) + shareOf(nudges[3]!, whole)).toBeCloseTo(1, 5);
  });

  it('is asked at rest, four at once, once a step, and never while it plays', async () => {
    const { taken, actions, now, worker, state } = open('blue hair and a hat, hat');
    await taken(8);
    expect(worker.queries).toEqual([]);
    actions.pause();
    await until(() => now().nudges.length === 6 && now().nudges.every((each) => each !== null));
    expect(worker.queries).toEqual([4, 4]);
    const seen = now().of!.step;
    actions.scrub(2);
    await until(() => state().history.cursor === 2 && now().of !== null && now().of!.step !== seen);
    await until(() => now().nudges.every((each) => each !== null));
    expect(worker.queries).toHaveLength(4);
    actions.play();
    await until(() => now().of === null);
    actions.pause();
  });

  it('is nothing where s is 0', async () => {
    const { taken, actions, now } = open('blue hair');
    actions.setGuidanceScale(0);
    await taken(5);
    actions.pause();
    expect(now().of).toBeNull();
  });
});

it('a word goes along the whole nudge, or against it', () => {
  const whole = Float32Array.of(3, 4, 0, 0);
  expect([...alongOf(Float32Array.of(3, 4, 1, 1), whole, 2)]).toEqual([5, 0]);
  expect([...alongOf(Float32Array.of(-4, 3, 1, 1), whole, 2)]).toEqual([0, 0]);
  expect(shareOf(Float32Array.of(-3, -4, 9, 9), whole)).toBe(-1);
});
