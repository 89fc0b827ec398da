// A GPU that does not answer, by a clock that is moved by hand.

import { describe, expect, it } from 'vitest';
import { afterAwake } from '../../src/timing/awake';
import { answerInTime, SILENT_GPU_MS } from '../../src/worker/answer-in-time';
import { HandClock } from '../fetching/hand-clock';

describe('an answer of the GPU', () => {
  it('that does not come is given up, and whoever waits hears of it', async () => {
    const clock = new HandClock();
    const silences: number[] = [];
    const answer = answerInTime(new Promise(() => {}), SILENT_GPU_MS, clock, () =>
      silences.push(clock.now()),
    );
    const given = expect(answer).rejects.toMatchObject({ code: 'backend-failed' });
    clock.move(SILENT_GPU_MS - 1);
    expect(silences).toEqual([]);
    clock.move(1);
    expect(silences).toEqual([SILENT_GPU_MS]);
    await given;
  });

  it('that comes, or fails, is what it is, and nothing waits any more', async () => {
    const clock = new HandClock();
    const silence = (): void => expect.unreachable();
    expect(await answerInTime(Promise.resolve(5), SILENT_GPU_MS, clock, silence)).toBe(5);
    const failed = answerInTime(Promise.reject(new Error('lost')), SILENT_GPU_MS, clock, silence);
    await expect(failed).rejects.toThrow('lost');
    await Promise.resolve();
    expect(clock.waiting).toBe(0);
    clock.move(2 * SILENT_GPU_MS);
  });
});

describe('patience', () => {
  it('is not used up by a sleep', () => {
    const clock = new HandClock();
    let called = false;
    afterAwake(clock, 60_000, () => (called = true));
    clock.move(11_000);
    clock.jump(8 * 3_600_000); // the night
    clock.move(35_000);
    expect(called).toBe(false);
    clock.move(13_000);
    expect(called).toBe(true);
  });

  it('is called off at any time', () => {
    const clock = new HandClock();
    const callOff = afterAwake(clock, 60_000, () => expect.unreachable());
    clock.move(50_000);
    callOff();
    clock.move(60_000);
    expect(clock.waiting).toBe(0);
  });
});
