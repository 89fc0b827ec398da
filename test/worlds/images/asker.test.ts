import { describe, expect, it } from 'vitest';
import { pairOfSchedules } from '../../../src/diffusion/forward/pair-of-schedules';
import { coarseToFine } from '../../../src/worlds/images/noise-questions';
import { forwardSamplesOf, overTOf } from '../../../src/worlds/images/noise-state';
import { openWithSheet } from './open-with-sheet';
import { rest, stopTheClock, until } from '../../clock';

stopTheClock();

describe('the model’s answers', () => {
  it('come for x_t of both schedules, at t and at the t′ of equal ᾱ', async () => {
    const { ready, actions, noise, state, questions } = openWithSheet();
    await ready();
    actions.pause();
    actions.noise.watch();
    await until(() => noise().answers.cosine !== null);
    const samples = forwardSamplesOf(state())!;
    expect(noise().answers.linear!.sample).toBe(samples.linear);
    expect(noise().answers.cosine!.sample).toBe(samples.cosine);
    const { own, cosine } = pairOfSchedules(state().model.pack!.scheduler);
    const [first, second] = questions();
    expect([...first!.t]).toEqual([400]);
    expect([...first!.xt]).toEqual([...samples.linear.xt]);
    const there = second!.t[0]!;
    expect(there).not.toBe(400);
    expect(Math.abs(own.alphasCumprod[there]! - cosine.alphasCumprod[400]!)).toBeLessThan(0.002);
    expect(noise().answers.linear!.beliefs).toHaveLength(2);
  });

  it('are of the newest t: what lies between is never asked', async () => {
    const { ready, actions, noise, questions } = openWithSheet();
    await ready();
    actions.pause();
    actions.noise.watch();
    await until(() => noise().answers.linear !== null);
    const before = questions().length;
    for (let t = 400; t > 100; t--) actions.noise.setLevel(t);
    await until(() => noise().answers.linear?.sample.t === 101);
    expect(questions().length - before).toBeLessThanOrEqual(2);
  });

  it('come for forty values of t, once it rests, and again for another picture', async () => {
    const { ready, actions, noise, state } = openWithSheet();
    await ready();
    actions.pause();
    actions.noise.watch();
    const complete = () => noise().overT.points.length === 40 && noise().overT.points.every((point) => point);
    await until(complete);
    const { t, points } = noise().overT;
    expect([t[0], t.at(-1)]).toEqual([0, 999]);
    expect(overTOf(state()).points).toHaveLength(40);
    actions.noise.setLevel(7);
    expect(overTOf(state()).points).toHaveLength(40);
    actions.noise.pick(1);
    expect(overTOf(state()).points).toEqual([]); // at once, with the picture that they were of
    await until(
      () =>
        noise().overT.points.length === 40 &&
        noise().overT.points.every((point, i) => point !== null && point !== points[i]),
    );
    expect(complete()).toBe(true);
  });

  it('are not asked for while Noise is not on screen', async () => {
    const { ready, actions, questions } = openWithSheet();
    await ready();
    actions.pause();
    const leave = actions.noise.watch();
    leave();
    await rest();
    const before = questions().length;
    actions.noise.setLevel(3);
    await rest();
    expect(questions()).toHaveLength(before);
  });
});

describe('coarseToFine', () => {
  it.each([1, 2, 3, 7, 40])('visits each of %i once, the ends first', (count) => {
    const order = coarseToFine(count);
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(order.slice(0, 2)).toEqual([0, count - 1].slice(0, count));
  });
});
