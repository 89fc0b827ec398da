import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../src/cli/arguments';
import { classTarget } from '../../src/terms/target';
import { targetText } from '../../src/terms/target-text';

describe('readArguments', () => {
  it('reads what the README shows', () => {
    const line =
      '--pack models/digits --target 7 --scale 4 --seeds 0-15 --steps 100 --sampler ddpm --out out/';
    expect(readArguments(line.split(' '))).toEqual({
      pack: 'models/digits',
      answers: {},
      targets: [classTarget(7)],
      guide: null,
      seeds: Array.from({ length: 16 }, (_, i) => i),
      scale: 4,
      steps: 100,
      sampler: { kind: 'ddpm' },
      batch: 16,
      out: 'out/',
      record: false,
      steer: [],
      interval: null,
    });
  });

  it('reads what the files of a model leave open', () => {
    const answers = (...line: string[]) => readArguments(['--pack', 'p', ...line]).answers;
    expect(answers('--null-class', '0', '--size', '48')).toEqual({ nullClass: 0, size: 48 });
    expect(answers('--null-class', 'none')).toEqual({ nullClass: null });
    expect(() => answers('--null-class', 'last')).toThrow(
      '--null-class: expected a whole number from 0 to 1000, or none, got last',
    );
    expect(() => answers('--null-class=-1')).toThrow('got -1');
    expect(() => answers('--size', '7')).toThrow('--size: expected a whole number from 8 to 256, got 7');
  });

  it('reads lists and leaves the pack its defaults', () => {
    const read = readArguments(['--pack', 'p', '--target', '0-2,7', '--sampler', 'ddim', '--eta', '0.5']);
    expect(read).toMatchObject({
      targets: [0, 1, 2, 7].map(classTarget),
      seeds: [0],
      scale: null,
      steps: null,
    });
    expect(read.sampler).toEqual({ kind: 'ddim', eta: 0.5 });
  });

  it('reads what is to be recorded and steered', () => {
    const read = readArguments(['--pack', 'p', '--record', '--steer', '12y3_s7.5']);
    expect(read.record).toBe(true);
    expect(read.steer).toEqual([
      { at: 12, target: classTarget(3) },
      { at: 13, guidanceScale: 7.5 },
    ]);
  });

  it('reads the timesteps at which it guides, and refuses those that go down', () => {
    const read = readArguments(['--pack', 'p', '--interval', '200-600', '--steer', '4i0-300_9i']);
    expect(read.interval).toEqual([200, 600]);
    expect(read.steer).toEqual([
      { at: 4, guidanceInterval: [0, 300] },
      { at: 9, guidanceInterval: null },
    ]);
    for (const text of ['600-200', '7', 'all']) {
      expect(() => readArguments(['--pack', 'p', '--interval', text])).toThrow(
        `--interval: expected two timesteps like 200-600, the lower one first, got ${text}`,
      );
    }
  });

  it('reads prompts and values of slots, each as often as it is given', () => {
    const line = [
      '--pack',
      'p',
      '--prompt',
      'blue hair:2 | a hat:-1',
      '--prompt',
      'sad',
      '--slots',
      'hair=red',
    ];
    const { targets, guide } = readArguments([...line, '--guide', 'clip']);
    expect(targets.map(targetText)).toEqual([
      'prompt=blue hair:2 | a hat:-1',
      'prompt=sad',
      'slots=hair=red',
    ]);
    expect(guide).toBe('clip');
  });

  it('asks for a length and for words besides, with each thing that is asked for', () => {
    const line = ['--pack', 'p', '--length', '15', '--fill', 'The _ is near _'];
    const fill = { kind: 'fill', words: ['The', null, 'is', 'near', null] };
    const length = { kind: 'length', n: 15 };
    expect(readArguments(line).targets).toEqual([{ kind: 'all', of: [length, fill] }]);
    const slots = { kind: 'slots', values: { food: 'Italian', price: 'cheap' } };
    expect(readArguments([...line, '--slots', 'food=Italian,price=cheap']).targets).toEqual([
      { kind: 'all', of: [slots, length, fill] },
    ]);
    expect(readArguments(['--pack', 'p', '--length', '3']).targets).toEqual([{ kind: 'length', n: 3 }]);
  });

  it.each([
    ['--pack p --length none', /--length: expected a number of words, got none/],
    ['', /--pack: expected a folder/],
    ['--pack p --target seven', /--target: expected numbers like 0-15 or 3,5, got seven/],
    ['--pack p --slots hair', /--slots: expected values like hair=blue,mood=sad, got hair/],
    ['--pack p --seeds 5-2', /--seeds: expected numbers/],
    ['--pack p --seeds 0-999999999', /--seeds: expected numbers/],
    ['--pack p --target 0-999 --seeds 0-999', /at most 100000 samples, got 1000000/],
    ['--pack p --scale -1', /scale/],
    ['--pack p --scale=-1', /--scale: expected a number from 0/],
    ['--pack p --steps 2.5', /--steps: expected a whole number from 1/],
    ['--pack p --sampler euler', /--sampler: expected ddpm or ddim, got euler/],
    ['--pack p --eta 1', /--eta: expected --sampler ddim, got ddpm/],
    ['--pack p --frobnicate', /frobnicate/],
    ['--pack p stray', /stray/],
    ['--pack p --steer 12', /--steer: expected changes like 12y3_40s7.5, got 12/],
    ['--pack p --steer 12z4', /--steer: expected changes like/],
    ['--pack p --seeds 0-16 --record', /--record: expected one batch of at most 16 samples, got 17/],
  ])('refuses "%s" with a sentence', (line, sentence) => {
    const read = () => readArguments(line === '' ? [] : line.split(' '));
    expect(read).toThrow(UsageError);
    expect(read).toThrow(sentence);
  });
});
