import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/arguments';
import { actsIn, expectAsked, isFound, whatIsAsked } from '../../src/cli/what-is-asked';
import { usualScale, type GuideInfo, type PackInfo } from '../../src/terms/pack-info';
import { meanShift } from '../../src/terms/rule';
import { classTarget, type Target } from '../../src/terms/target';
import { readTarget, type TargetTexts } from '../../src/terms/target-text';
import { classGuide } from '../worker/class-guide';

const slots = [
  { name: 'hair', labels: ['red', 'blue'], captions: ['red hair', 'blue hair'] },
  { name: 'mood', labels: ['happy', 'sad'], captions: ['a happy face', 'a sad face'] },
];
const guide = (id: string, target: 'slots' | 'prompt'): GuideInfo => ({
  id,
  title: id,
  targets: [target],
  slots,
  scale: usualScale,
  rule: meanShift,
  parameters: 0,
});
const pack = (guides: readonly GuideInfo[]): PackInfo => ({
  id: 'p',
  title: 'P',
  sampleShape: [8, 8, 3],
  scheduler: {} as PackInfo['scheduler'],
  guides,
  examples: ['sad'],
  hasJudge: true,
  defaultSteps: 50,
  parameters: 0,
});
const faces = pack([guide('clip', 'prompt'), guide('heads', 'slots')]);
const read = (texts: TargetTexts): Target => readTarget(texts)!;
const asked = (targets: readonly Target[], id: string | null = null) => ({ targets, steer: [], guide: id });

describe('what is asked of a pack', () => {
  test('goes to the first guide that takes it', () => {
    const values = read({ slots: 'hair=blue' });
    expect(whatIsAsked(asked([values]), faces)).toEqual({ guide: faces.guides[1], targets: [values] });
    expect(whatIsAsked(asked([]), faces).targets).toEqual([read({ prompt: 'sad' })]);
    expect(whatIsAsked(asked([]), pack([classGuide(['a', 'b'])])).targets).toEqual([classTarget(0)]);
    expect(whatIsAsked(asked([classTarget(0)]), pack([])).guide).toBeNull();
  });

  test.each<[Target[], string | null, PackInfo, string]>([
    [[classTarget(2)], null, pack([classGuide(['a', 'b'])]), '--target: P has classes 0 to 1, got 2'],
    [[classTarget(1)], null, faces, '--target: P has no classes, got 1'],
    [[read({ prompt: 'x' })], 'heads', faces, '--prompt: heads takes slots, got prompt=x'],
    [
      [read({ slots: 'hair=x' })],
      'heads',
      faces,
      '--slots: P has hair (red, blue), mood (happy, sad), got slots=hair=x',
    ],
    [[], 'nobody', faces, '--guide: P has clip, heads, got nobody'],
    [[read({ prompt: 'x' })], null, pack([]), '--prompt: P has no guide, got prompt=x'],
  ])('refuses %j with a sentence', (targets, id, info, sentence) => {
    const ask = () => whatIsAsked(asked(targets, id), info);
    expect(ask).toThrow(UsageError);
    expect(ask).toThrow(sentence);
  });

  test('is found where every value is read, and is nothing where none was asked for', () => {
    const verdict = { label: 1, probability: 1, others: [{ label: 1, probability: 0.6 }] };
    const found = (target: Target) => isFound(target, verdict, guide('clip', 'prompt'));
    expect(found(read({ prompt: 'a sad person with blue hair' }))).toBe(true);
    expect(found(read({ slots: 'hair=blue,mood=happy' }))).toBe(false);
    expect(found(read({ prompt: 'hello' }))).toBeNull();
    expect(found(classTarget(1))).toBe(true);
  });
});

describe('the timesteps at which it guides', () => {
  const thousand = { ...faces, scheduler: { trainTimesteps: 1000 } as PackInfo['scheduler'] };

  test('are those of the pack', () => {
    expect(actsIn({ interval: null, steer: [] }, thousand)).toEqual({});
    expect(actsIn({ interval: [0, 999], steer: [] }, thousand)).toEqual({ guidanceInterval: [0, 999] });
    expect(() => actsIn({ interval: [0, 1000], steer: [] }, thousand)).toThrow(
      '--interval: P has t = 0 to 999, got 0-1000',
    );
    const steer = [
      { at: 1, guidanceInterval: null },
      { at: 3, guidanceInterval: [5, 2000] as const },
    ];
    expect(() => actsIn({ interval: null, steer }, thousand)).toThrow('--steer: P has t = 0 to 999');
  });
});

describe('answers to what a pack does not ask', () => {
  const asks = { ...pack([]), size: 8, classEmbeds: { count: 4, nullClass: 2, unsaid: true as const } };

  test('are refused with a sentence, those to what it asks are not', () => {
    expect(() => expectAsked({ answers: { size: 8, nullClass: 2 } }, asks)).not.toThrow();
    expect(() => expectAsked({ answers: {} }, pack([]))).not.toThrow();
  });

  test.each([
    [{ size: 16 }, pack([]), '--size: expected none, for the config of P says 8×8, got 16'],
    [{ nullClass: 2 }, pack([]), '--null-class: expected nothing, for the model of P takes no class, got 2'],
    [
      { nullClass: null },
      { ...pack([]), classEmbeds: { count: 4, nullClass: 1 } },
      '--null-class: expected nothing, for the model of P says itself which class means none, got none',
    ],
  ])('such as %j', (answers, info, sentence) => {
    expect(() => expectAsked({ answers }, info)).toThrow(new UsageError(sentence));
  });
});
